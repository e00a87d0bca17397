# fails: another version | engine_version is 3.12, and 3.13 in aws_mq_broker.primary
resource "aws_mq_broker" "primary" {
  engine_version = "3.13"
}
resource "aws_mq_broker" "standby" {
  provider       = aws.standby
  engine_version = "3.12"
}
# passes: the same
resource "aws_mq_broker" "primary" {
  engine_version = "3.13"
}
resource "aws_mq_broker" "standby" {
  provider       = aws.standby
  engine_version = "3.13"
}
