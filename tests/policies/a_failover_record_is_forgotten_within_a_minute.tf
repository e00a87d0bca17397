resource "aws_route53_record" "pass_minute" {
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
  ttl     = 300
  type    = "A"
  zone_id = "Z1"
}

resource "aws_route53_record" "pass_alias" {
  name           = "shop.example.com"
  set_identifier = "x"
  type           = "A"
  zone_id        = "Z1"

  failover_routing_policy {
    type = "SECONDARY"
  }

  alias {
    evaluate_target_health = false
    name                   = "lb.example.com"
    zone_id                = "Z2"
  }
}

resource "aws_route53_record" "fail_five_minutes" {
  name           = "shop.example.com"
  records        = ["192.0.2.1"]
  set_identifier = "x"
  ttl            = 300
  type           = "A"
  zone_id        = "Z1"

  failover_routing_policy {
    type = "SECONDARY"
  }
}
