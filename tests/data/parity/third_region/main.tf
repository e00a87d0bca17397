provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

provider "aws" {
  alias  = "reports"
  region = "eu-central-1"
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

resource "aws_sns_topic" "alerts" {
  name              = "alerts"
  signature_version = 2
}

resource "aws_sns_topic" "alerts_dr" {
  provider = aws.dr
  name     = "alerts"
}

resource "aws_db_instance" "report_a" {
  provider       = aws.reports
  instance_class = "db.t4g.small"
}

resource "aws_lb" "report_a" {
  provider = aws.reports
  name     = "report-a"
}

resource "aws_db_instance" "report_b" {
  provider       = aws.reports
  instance_class = "db.t4g.small"
}

resource "aws_lb" "report_b" {
  provider = aws.reports
  name     = "report-b"
}

resource "aws_db_instance" "report_c" {
  provider       = aws.reports
  instance_class = "db.t4g.small"
}

resource "aws_lb" "report_c" {
  provider = aws.reports
  name     = "report-c"
}

resource "aws_db_instance" "report_d" {
  provider       = aws.reports
  instance_class = "db.t4g.small"
}

resource "aws_lb" "report_d" {
  provider = aws.reports
  name     = "report-d"
}
