# fails: nothing sets it | aws_db_instance.replica backup_retention_period is not set; aws_db_instance.main keeps 7
resource "aws_db_instance" "main" {
  backup_retention_period = 7
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: it keeps as many
resource "aws_db_instance" "main" {
  backup_retention_period = 7
}
resource "aws_db_instance" "replica" {
  provider                = aws.standby
  replicate_source_db     = aws_db_instance.main.arn
  backup_retention_period = 7
}
# passes: a replica in the same region is no standby
resource "aws_db_instance" "main" {
  backup_retention_period = 7
}
resource "aws_db_instance" "reader" {
  replicate_source_db = aws_db_instance.main.identifier
}
# fails: a day | aws_db_instance.replica backup_retention_period is 1; aws_db_instance.main keeps 7
resource "aws_db_instance" "main" {
  backup_retention_period = 7
}
resource "aws_db_instance" "replica" {
  provider                = aws.standby
  replicate_source_db     = aws_db_instance.main.arn
  backup_retention_period = 1
}
# fails: the source is only looked up | aws_db_instance.replica backup_retention_period is not set; aws_db_instance.main
resource "aws_db_instance" "main" {
  backup_retention_period = 7
}
# standby root
data "aws_db_instance" "main" {
  provider               = aws.primary
  db_instance_identifier = "main"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = data.aws_db_instance.main.db_instance_arn
}
# fails: a cluster that replicates by its source | aws_rds_cluster.replica backup_retention_period is 1
resource "aws_rds_cluster" "main" {
  backup_retention_period = 7
}
resource "aws_rds_cluster" "replica" {
  provider                      = aws.standby
  replication_source_identifier = aws_rds_cluster.main.arn
  backup_retention_period       = 1
}
