# fails: a federation of two private brokers | leads to aws_mq_broker.standby, whose publicly_accessible is not set
resource "aws_mq_broker" "primary" {
  engine_type = "RabbitMQ"
}
resource "aws_mq_broker" "standby" {
  provider    = aws.standby
  engine_type = "RabbitMQ"
}
resource "rabbitmq_federation_upstream" "this" {
  definition {
    uri = aws_mq_broker.standby.instances[0].endpoints[0]
  }
}
# passes: their networks are shared
resource "aws_mq_broker" "primary" {
  engine_type = "RabbitMQ"
}
resource "aws_mq_broker" "standby" {
  provider            = aws.standby
  engine_type         = "RabbitMQ"
  resource_share_arns = [aws_ram_resource_share.this.arn]
}
resource "rabbitmq_federation_upstream" "this" {
  definition {
    uri = aws_mq_broker.standby.instances[0].endpoints[0]
  }
}
