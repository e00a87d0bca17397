# fails: a replica without | aws_db_instance.replica deletion_protection is not set
resource "aws_db_instance" "main" {
  deletion_protection = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# fails: a global database without | aws_rds_global_cluster.this deletion_protection is false
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
  deletion_protection       = false
}
# passes: both sides are protected
resource "aws_db_instance" "main" {
  deletion_protection = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  deletion_protection = var.protected
}
# passes: nothing replicates
resource "aws_db_instance" "main" {
  engine = "postgres"
}
