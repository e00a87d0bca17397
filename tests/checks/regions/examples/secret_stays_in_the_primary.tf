# fails: no replica | aws_secretsmanager_secret.db replica is not set
resource "aws_secretsmanager_secret" "db" {
  name = "db"
}
resource "aws_ecs_service" "standby" {
  provider = aws.standby
}
# passes: a replica
resource "aws_secretsmanager_secret" "db" {
  replica {
    region = "us-west-2"
  }
}
resource "aws_ecs_service" "standby" {
  provider = aws.standby
}
# passes: nothing runs in the standby
resource "aws_secretsmanager_secret" "db" {
  name = "db"
}
