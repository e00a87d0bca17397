# fails: the replica names none | parameter_group_name is not set, and aws_db_parameter_group.main.name in
resource "aws_db_instance" "main" {
  parameter_group_name = aws_db_parameter_group.main.name
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: both have one
resource "aws_db_instance" "main" {
  parameter_group_name = aws_db_parameter_group.main.name
}
resource "aws_db_instance" "replica" {
  provider             = aws.standby
  replicate_source_db  = aws_db_instance.main.arn
  parameter_group_name = aws_db_parameter_group.standby.name
}
# passes: both have the default
resource "aws_db_instance" "main" {
  parameter_group_name = "default.postgres16"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
