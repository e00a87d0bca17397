# fails: the adopted cluster has one | whose database_name is shop
resource "aws_rds_cluster" "primary" {
  database_name = "shop"
}
resource "aws_rds_global_cluster" "this" {
  source_db_cluster_identifier = aws_rds_cluster.primary.arn
}
# passes: it is ignored
resource "aws_rds_cluster" "primary" {
  database_name = "shop"
}
resource "aws_rds_global_cluster" "this" {
  source_db_cluster_identifier = aws_rds_cluster.primary.arn
  lifecycle {
    ignore_changes = [database_name]
  }
}
# passes: the cluster names none
resource "aws_rds_cluster" "primary" {
  engine = "aurora-postgresql"
}
resource "aws_rds_global_cluster" "this" {
  source_db_cluster_identifier = aws_rds_cluster.primary.arn
}
