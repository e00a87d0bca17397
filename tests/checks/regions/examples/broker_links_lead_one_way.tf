# fails: only the standby asks | provider is rabbitmq.standby for all 1 links; none leads back
resource "aws_mq_broker" "main" {}
resource "aws_mq_broker" "standby" { provider = aws.standby }
resource "rabbitmq_federation_upstream" "from_primary" {
  provider = rabbitmq.standby
  name     = "primary"
}
# passes: there and back
resource "aws_mq_broker" "main" {}
resource "aws_mq_broker" "standby" { provider = aws.standby }
resource "rabbitmq_federation_upstream" "from_primary" {
  provider = rabbitmq.standby
  name     = "primary"
}
resource "rabbitmq_federation_upstream" "from_standby" {
  provider = rabbitmq.primary
  name     = "standby"
}
