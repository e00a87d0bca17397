# fails: no alarm | aws_db_instance.main allocated_storage has no alarm, and aws_db_instance.replica replicates it
resource "aws_db_instance" "main" {
  engine            = "postgres"
  allocated_storage = 20
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: an alarm
resource "aws_db_instance" "main" {
  engine            = "postgres"
  allocated_storage = 20
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
resource "aws_cloudwatch_metric_alarm" "disk" { metric_name = "FreeStorageSpace" }
# passes: the disk grows
resource "aws_db_instance" "main" {
  engine                = "postgres"
  allocated_storage     = 20
  max_allocated_storage = 100
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
