locals {
  regions = {
    us-east-1 = { timeout = 60 }
    us-west-2 = { timeout = 45 }
  }
}

resource "aws_sqs_queue" "jobs" {
  for_each                   = local.regions
  region                     = each.key # provider 6
  name                       = "jobs"
  visibility_timeout_seconds = each.value.timeout
}

resource "aws_sns_topic" "alerts" {
  for_each = local.regions
  region   = each.key
  name     = "alerts-${each.key}"
}
