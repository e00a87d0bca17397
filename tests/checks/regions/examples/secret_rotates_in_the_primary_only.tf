# fails: one rotation | rotates aws_secretsmanager_secret.db, whose replica nothing rotates
resource "aws_secretsmanager_secret" "db" {
  replica {
    region = "us-west-2"
  }
}
resource "aws_secretsmanager_secret_rotation" "db" {
  secret_id = aws_secretsmanager_secret.db.id
}
# passes: a function in the standby, too
resource "aws_secretsmanager_secret" "db" {
  replica {
    region = "us-west-2"
  }
}
resource "aws_secretsmanager_secret_rotation" "db" {
  secret_id = aws_secretsmanager_secret.db.id
}
resource "aws_lambda_function" "rotation_standby" {
  provider = aws.standby
}
