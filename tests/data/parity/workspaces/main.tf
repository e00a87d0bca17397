locals {
  regions = {
    primary = "us-east-1"
    dr      = "us-west-2"
  }
  timeouts = {
    primary = 60
    dr      = 20
  }
}

provider "aws" {
  region = local.regions[terraform.workspace]
}

resource "aws_sqs_queue" "jobs" {
  name                       = "jobs"
  visibility_timeout_seconds = local.timeouts[terraform.workspace]
}
