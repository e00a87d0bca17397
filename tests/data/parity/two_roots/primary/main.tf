terraform {
  backend "s3" {
    bucket = "acme-us-east-1"
    region = "us-east-1"
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_sqs_queue" "jobs" {
  name                       = "jobs"
  visibility_timeout_seconds = 60
}

resource "aws_lb" "web" {
  name = "web"
}

resource "aws_instance" "bastion" {
  instance_type = "t4g.nano"
}
