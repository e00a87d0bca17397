provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "standby"
  region = "us-west-2"
}

resource "aws_acm_certificate" "cdn" {
  domain_name       = "shop.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate_validation" "cdn" {
  certificate_arn = aws_acm_certificate.cdn.arn
}

resource "aws_cloudfront_distribution" "shop" {
  enabled = true
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate_validation.cdn.certificate_arn
  }
}

resource "aws_acm_certificate" "api" {
  domain_name       = "api.example.com"
  validation_method = "DNS"
}

resource "aws_lb_listener" "api" {
  protocol        = "HTTPS"
  certificate_arn = aws_acm_certificate.api.arn
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_sqs_queue" "jobs_standby" {
  provider = aws.standby
  name     = "jobs"
}
