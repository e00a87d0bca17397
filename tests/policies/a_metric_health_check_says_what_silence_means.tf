resource "aws_route53_health_check" "pass_last_known" {
  cloudwatch_alarm_name           = "latch"
  cloudwatch_alarm_region         = "us-west-2"
  insufficient_data_health_status = "LastKnownStatus"
  type                            = "CLOUDWATCH_METRIC"
}

resource "aws_route53_health_check" "pass_endpoint" {
  fqdn = "a.example.com"
  type = "HTTPS"
}

resource "aws_route53_health_check" "fail_unsaid" {
  cloudwatch_alarm_name   = "latch"
  cloudwatch_alarm_region = "us-west-2"
  type                    = "CLOUDWATCH_METRIC"
}
