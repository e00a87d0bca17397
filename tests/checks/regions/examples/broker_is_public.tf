# fails: a public broker | aws_mq_broker.this publicly_accessible is true
resource "aws_mq_broker" "this" {
  publicly_accessible = true
}
# passes: a private broker
resource "aws_mq_broker" "this" {
  engine_type = "RabbitMQ"
}
