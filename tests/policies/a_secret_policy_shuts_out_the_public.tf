resource "aws_secretsmanager_secret_policy" "pass_blocked" {
  block_public_policy = true
  policy              = "{}"
  secret_arn          = "arn"
}

resource "aws_secretsmanager_secret_policy" "fail_default" {
  policy     = "{}"
  secret_arn = "arn"
}

resource "aws_secretsmanager_secret_policy" "fail_open" {
  block_public_policy = false
  policy              = "{}"
  secret_arn          = "arn"
}
