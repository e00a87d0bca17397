# fails: no alarm | aws_db_instance.replica replication 1 database replicates, and no alarm is on the lag
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: an alarm
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
resource "aws_cloudwatch_metric_alarm" "lag" {
  provider    = aws.standby
  metric_name = "ReplicaLag"
}
