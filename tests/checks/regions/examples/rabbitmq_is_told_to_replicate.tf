# fails: CRDR of RabbitMQ | data_replication_mode is CRDR
resource "aws_mq_broker" "this" {
  engine_type           = "RabbitMQ"
  data_replication_mode = "CRDR"
}
# passes: CRDR of ActiveMQ
resource "aws_mq_broker" "this" {
  engine_type           = "ActiveMQ"
  data_replication_mode = "CRDR"
}
