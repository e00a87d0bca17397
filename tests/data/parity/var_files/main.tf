variable "region" {
  type = string
}

variable "alarms" {
  type    = map(number)
  default = {}
}

provider "aws" {
  region = var.region
}

resource "aws_cloudwatch_metric_alarm" "queue" {
  for_each    = var.alarms
  alarm_name  = each.key
  namespace   = "AWS/SQS"
  metric_name = each.key
  threshold   = each.value
}

resource "aws_sqs_queue" "jobs" {
  name                       = "jobs"
  visibility_timeout_seconds = 60
}
