# fails: a database in each region | aws_db_instance.replica provider in one state with aws_db_instance.main of us-east-1
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: a root for each region
resource "aws_db_instance" "main" {
  engine = "postgres"
}
# standby root
resource "aws_db_instance" "replica" {
  provider = aws.standby
}
# passes: what both regions stand on
resource "aws_kms_key" "primary" {
  multi_region = true
}
resource "aws_kms_replica_key" "standby" {
  provider        = aws.standby
  primary_key_arn = aws_kms_key.primary.arn
}
