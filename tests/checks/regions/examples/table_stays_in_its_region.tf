# fails: a table of sessions | aws_dynamodb_table.sessions replica is not set
resource "aws_dynamodb_table" "sessions" {
  hash_key = "id"
}
resource "aws_ecs_service" "standby" {
  provider = aws.standby
}
# passes: a replica
resource "aws_dynamodb_table" "sessions" {
  hash_key = "id"
  replica {
    region_name = "us-west-2"
  }
}
resource "aws_ecs_service" "standby" {
  provider = aws.standby
}
# passes: a lock of Terraform's
resource "aws_dynamodb_table" "terraform" {
  hash_key = "LockID"
}
resource "aws_ecs_service" "standby" {
  provider = aws.standby
}
