# fails: a postgres source | aws_db_instance.main manage_master_user_password is true
resource "aws_db_instance" "main" {
  engine                      = "postgres"
  manage_master_user_password = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: a password of its own
resource "aws_db_instance" "main" {
  engine   = "postgres"
  password = var.password
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# passes: SQL Server may
resource "aws_db_instance" "main" {
  engine                      = "sqlserver-ee"
  manage_master_user_password = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
