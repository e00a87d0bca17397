# fails: no subnet group | aws_db_instance.replica db_subnet_group_name is not set; aws_db_instance.main has one
resource "aws_db_instance" "main" {
  db_subnet_group_name = "main"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: one of its region
resource "aws_db_instance" "main" {
  db_subnet_group_name = "main"
}
resource "aws_db_instance" "replica" {
  provider             = aws.standby
  replicate_source_db  = aws_db_instance.main.arn
  db_subnet_group_name = "standby"
}
# passes: the source stands in the default network, too
resource "aws_db_instance" "main" {}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
