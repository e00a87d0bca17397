# fails: the secondary names the primary | replication_source_identifier is aws_rds_cluster.primary.arn
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "standby" {
  provider                      = aws.standby
  global_cluster_identifier     = "shop"
  replication_source_identifier = aws_rds_cluster.primary.arn
}
# passes: at birth only
resource "aws_rds_cluster" "standby" {
  provider                      = aws.standby
  global_cluster_identifier     = "shop"
  replication_source_identifier = aws_rds_cluster.primary.arn
  lifecycle {
    ignore_changes = [replication_source_identifier]
  }
}
# passes: a replica without a global database
resource "aws_rds_cluster" "primary" {
  engine = "aurora-mysql"
}
resource "aws_rds_cluster" "standby" {
  provider                      = aws.standby
  replication_source_identifier = aws_rds_cluster.primary.arn
}
