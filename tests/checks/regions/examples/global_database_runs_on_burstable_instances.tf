# fails: db.t4g | instance_class is db.t4g.medium, and aws_rds_cluster.standby is a member
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster_instance" "standby" {
  provider           = aws.standby
  cluster_identifier = aws_rds_cluster.standby.id
  instance_class     = "db.t4g.medium"
}
# passes: db.r7g
resource "aws_rds_cluster" "standby" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster_instance" "standby" {
  cluster_identifier = aws_rds_cluster.standby.id
  instance_class     = "db.r7g.large"
}
# passes: db.t4g in a cluster of its own
resource "aws_rds_cluster" "main" {
  engine = "aurora-postgresql"
}
resource "aws_rds_cluster_instance" "main" {
  cluster_identifier = aws_rds_cluster.main.id
  instance_class     = "db.t4g.medium"
}
