resource "aws_route53_record" "pass_checked" {
  health_check_id = "1"
  name            = "shop.example.com"
  records         = ["192.0.2.1"]
  set_identifier  = "x"
  ttl             = 60
  type            = "A"
  zone_id         = "Z1"

  failover_routing_policy {
    type = "PRIMARY"
  }
}

resource "aws_route53_record" "pass_simple" {
  name    = "shop.example.com"
  records = ["192.0.2.1"]
  ttl     = 60
  type    = "A"
  zone_id = "Z1"
}

resource "aws_route53_record" "pass_secondary" {
  name           = "shop.example.com"
  records        = ["192.0.2.1"]
  set_identifier = "x"
  ttl            = 60
  type           = "A"
  zone_id        = "Z1"

  failover_routing_policy {
    type = "SECONDARY"
  }
}

resource "aws_route53_record" "fail_unchecked" {
  name           = "shop.example.com"
  records        = ["192.0.2.1"]
  set_identifier = "x"
  ttl            = 60
  type           = "A"
  zone_id        = "Z1"

  failover_routing_policy {
    type = "PRIMARY"
  }
}
