provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

resource "aws_sqs_queue" "jobs" {
  name                       = "jobs"
  visibility_timeout_seconds = 60
}

resource "aws_sqs_queue" "jobs_dr" {
  provider                   = aws.dr
  name                       = "jobs"
  visibility_timeout_seconds = 60
}
