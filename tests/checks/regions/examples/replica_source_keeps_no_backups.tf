# fails: nothing sets it | aws_db_instance.main backup_retention_period is not set
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# fails: it is zero, and the replica names its source by ARN | is 0
resource "aws_db_instance" "main" {
  identifier              = "shop"
  backup_retention_period = 0
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = "arn:aws:rds:us-east-1:111122223333:db:shop"
}
# passes: a week of backups
resource "aws_db_instance" "main" {
  backup_retention_period = 7
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: a variable decides
resource "aws_db_instance" "main" {
  backup_retention_period = var.days
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: no replica in another region
resource "aws_db_instance" "main" {
  engine = "postgres"
}
