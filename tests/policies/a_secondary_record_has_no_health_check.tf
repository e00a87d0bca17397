resource "aws_route53_record" "pass_unchecked" {
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

resource "aws_route53_record" "pass_primary" {
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

resource "aws_route53_record" "fail_checked" {
  health_check_id = "1"
  name            = "shop.example.com"
  records         = ["192.0.2.1"]
  set_identifier  = "x"
  ttl             = 60
  type            = "A"
  zone_id         = "Z1"

  failover_routing_policy {
    type = "SECONDARY"
  }
}
