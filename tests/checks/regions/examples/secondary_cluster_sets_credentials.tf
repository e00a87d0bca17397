# fails: a user name | sets master_username, database_name, which it takes from aws_rds_cluster.primary
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
  master_username           = "shop"
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
  master_username           = "shop"
  database_name             = "shop"
}
# passes: null in the standby
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
  master_username           = "shop"
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
  master_username           = null
}
