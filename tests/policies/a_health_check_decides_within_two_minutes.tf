resource "aws_route53_health_check" "pass_default" {
  fqdn = "a.example.com"
  type = "HTTPS"
}

resource "aws_route53_health_check" "pass_fast" {
  failure_threshold = 10
  fqdn              = "a.example.com"
  request_interval  = 10
  type              = "HTTPS"
}

resource "aws_route53_health_check" "pass_three" {
  failure_threshold = 3
  fqdn              = "a.example.com"
  request_interval  = 30
  type              = "HTTPS"
}

resource "aws_route53_health_check" "fail_ten_times_thirty" {
  failure_threshold = 10
  fqdn              = "a.example.com"
  request_interval  = 30
  type              = "HTTPS"
}
