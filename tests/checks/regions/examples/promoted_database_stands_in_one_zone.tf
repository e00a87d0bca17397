# fails: a replica in one zone | multi_az is not set, and true in aws_db_instance.main
resource "aws_db_instance" "main" {
  multi_az = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: both span zones
resource "aws_db_instance" "main" {
  multi_az = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  multi_az            = true
}
