# fails: a member | manage_master_user_password is true
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier   = aws_rds_global_cluster.this.id
  manage_master_user_password = true
}
# passes: a password of its own
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
  master_password           = var.password
}
# passes: no member
resource "aws_rds_cluster" "primary" {
  manage_master_user_password = true
}
