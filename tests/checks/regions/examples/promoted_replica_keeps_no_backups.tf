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
