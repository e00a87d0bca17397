variable "name" {
  type = string
}

variable "size" {
  type = number
}

variable "alarms" {
  type = bool
}

resource "aws_sqs_queue" "this" {
  name                       = var.name
  visibility_timeout_seconds = var.size
}

resource "aws_cloudwatch_metric_alarm" "depth" {
  count       = var.alarms ? 1 : 0
  alarm_name  = "${var.name}-depth"
  namespace   = "AWS/SQS"
  metric_name = "ApproximateNumberOfMessagesVisible"
}
