# fails: no acknowledgement | info.0.ack_mode is no-ack
resource "rabbitmq_shovel" "this" {
  info {
    ack_mode = "no-ack"
  }
}
# passes: on confirm
resource "rabbitmq_shovel" "this" {
  info {
    ack_mode = "on-confirm"
  }
}
