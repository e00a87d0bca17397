# fails: the source of a replica | aws_db_instance.main skip_final_snapshot is true
resource "aws_db_instance" "main" {
  skip_final_snapshot = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  skip_final_snapshot = true
}
# passes: it leaves one
resource "aws_db_instance" "main" {
  skip_final_snapshot = false
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  skip_final_snapshot = true
}
