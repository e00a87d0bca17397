# fails: a policy from the standby's provider | secret_arn is aws_secretsmanager_secret.db of us-east-1
resource "aws_secretsmanager_secret" "db" {
  replica { region = "us-west-2" }
}
resource "aws_secretsmanager_secret_policy" "standby" {
  provider   = aws.standby
  secret_arn = aws_secretsmanager_secret.db.arn
}
# passes: on the secret itself
resource "aws_secretsmanager_secret" "db" {
  replica { region = "us-west-2" }
}
resource "aws_secretsmanager_secret_policy" "db" {
  secret_arn = aws_secretsmanager_secret.db.arn
}
