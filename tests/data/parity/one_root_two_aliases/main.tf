terraform {
  backend "s3" {
    bucket = "acme-state"
    region = "us-west-2"
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

resource "aws_vpc" "primary" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_vpc" "dr" {
  provider             = aws.dr
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = false # settings
}

resource "aws_lb" "main" { # missing
  name = "web"
}

resource "aws_instance" "web" {
  ami           = "ami-0aaaaaaaaaaaaaaa1"
  instance_type = "m7g.large"
}

resource "aws_instance" "web_dr" {
  provider      = aws.dr
  ami           = "ami-0bbbbbbbbbbbbbbb2"
  instance_type = "m7g.large"
}

resource "aws_cloudwatch_metric_alarm" "cpu" { # alarm
  alarm_name  = "web-cpu"
  namespace   = "AWS/EC2"
  metric_name = "CPUUtilization"
}
