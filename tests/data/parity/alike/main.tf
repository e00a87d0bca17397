provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

data "aws_region" "here" {}

data "aws_region" "there" {
  provider = aws.dr
}

resource "aws_sqs_queue" "jobs" {
  name                       = "jobs-${data.aws_region.here.name}"
  visibility_timeout_seconds = 60
  policy                     = jsonencode({ Resource = "arn:aws:sqs:us-east-1:111122223333:jobs" })
}

resource "aws_sqs_queue" "jobs_dr" {
  provider                   = aws.dr
  name                       = "jobs-${data.aws_region.there.name}"
  visibility_timeout_seconds = "60"
  policy                     = jsonencode({ Resource = "arn:aws:sqs:us-west-2:111122223333:jobs" })
}

resource "aws_subnet" "a" {
  availability_zone = "us-east-1a"
  cidr_block        = "10.0.1.0/24"
}

resource "aws_subnet" "a_dr" {
  provider          = aws.dr
  availability_zone = "us-west-2b"
  cidr_block        = "10.1.1.0/24"
}

resource "aws_launch_template" "web" {
  name_prefix   = "web-primary"
  image_id      = "ami-0aaaaaaaaaaaaaaa1"
  ebs_optimized = true
}

resource "aws_launch_template" "web_dr" {
  provider      = aws.dr
  name_prefix   = "web-dr"
  image_id      = "ami-0bbbbbbbbbbbbbbb2"
  ebs_optimized = true
}
