# fails: only the primary has one | aws_rds_cluster.standby cluster_identifier no instance; aws_rds_cluster.primary has 1
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
resource "aws_rds_cluster_instance" "primary" {
  cluster_identifier = aws_rds_cluster.primary.id
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
# passes: each has one
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
resource "aws_rds_cluster_instance" "primary" {
  cluster_identifier = aws_rds_cluster.primary.id
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
resource "aws_rds_cluster_instance" "standby" {
  provider           = aws.standby
  cluster_identifier = aws_rds_cluster.standby.id
}
