terraform {
  backend "s3" {
    bucket = "acme-us-west-2"
    region = "us-west-2"
  }
}

provider "aws" {
  region = "us-west-2"
}

resource "aws_sqs_queue" "jobs" {
  name                       = "jobs"
  visibility_timeout_seconds = 30
}

resource "aws_instance" "web" {
  instance_type = "m7g.large"
}
