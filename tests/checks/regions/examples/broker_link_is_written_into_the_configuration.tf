# fails: a static shovel | data has a shovel in it
resource "aws_mq_configuration" "this" {
  engine_type = "RabbitMQ"
  data        = "shovel.orders.source = amqps://primary"
}
# passes: other settings
resource "aws_mq_configuration" "this" {
  engine_type = "RabbitMQ"
  data        = "consumer_timeout = 1800000"
}
