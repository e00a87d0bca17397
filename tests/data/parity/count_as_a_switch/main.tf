provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

variable "dr_enabled" {
  type    = bool
  default = false
}

resource "aws_instance" "web" {
  instance_type = "m7g.large"
}

resource "aws_instance" "web_dr" {
  count         = var.dr_enabled ? 1 : 0
  provider      = aws.dr
  instance_type = "m7g.large"
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
