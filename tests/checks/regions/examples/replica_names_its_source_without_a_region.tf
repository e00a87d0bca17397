# fails: its identifier | is aws_db_instance.main.identifier, which lies in us-east-1
resource "aws_db_instance" "main" {
  identifier = "shop"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.identifier
}
# passes: its ARN
resource "aws_db_instance" "main" {
  identifier = "shop"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: its identifier, in the same region
resource "aws_db_instance" "main" {
  identifier = "shop"
}
resource "aws_db_instance" "replica" {
  replicate_source_db = aws_db_instance.main.identifier
}
