resource "aws_route53_health_check" "pass_default" {
  fqdn = "a.example.com"
  type = "HTTPS"
}

resource "aws_route53_health_check" "fail_disabled" {
  disabled = true
  fqdn     = "a.example.com"
  type     = "HTTPS"
}
