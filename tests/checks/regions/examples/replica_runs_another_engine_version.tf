# fails: a minor version in a global database | engine_version is 15.4, and 16.8 in aws_rds_cluster.primary
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
  engine                    = "aurora-postgresql"
  engine_version            = "16.8"
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
  engine                    = "aurora-postgresql"
  engine_version            = "15.4"
}
# fails: a replica older than its source | engine_version is 15.6, and 16.8 in aws_db_instance.main
resource "aws_db_instance" "main" {
  engine_version = "16.8"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  engine_version      = "15.6"
}
# passes: both take it from the global database
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
  engine_version            = "16.8"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
  engine_version            = aws_rds_global_cluster.this.engine_version
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
  engine_version            = aws_rds_global_cluster.this.engine_version
}
# passes: a replica is upgraded first
resource "aws_db_instance" "main" {
  engine_version = "15.6"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  engine_version      = "16.8"
}
