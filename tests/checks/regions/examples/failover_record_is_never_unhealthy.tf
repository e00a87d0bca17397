# fails: neither | health_check_id is not set, and evaluate_target_health is false
resource "aws_route53_record" "primary" {
  name = "shop.example.com"
  failover_routing_policy {
    type = "PRIMARY"
  }
  alias {
    name                   = "lb.example.com"
    evaluate_target_health = false
  }
}
# fails: a CNAME without a check | aws_route53_record.primary health_check_id is not set
resource "aws_route53_record" "primary" {
  name    = "shop.example.com"
  records = ["lb.example.com"]
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: it evaluates its target
resource "aws_route53_record" "primary" {
  name = "shop.example.com"
  failover_routing_policy {
    type = "PRIMARY"
  }
  alias {
    name                   = "lb.example.com"
    evaluate_target_health = true
  }
}
# passes: it has a health check
resource "aws_route53_record" "primary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: a SECONDARY needs none
resource "aws_route53_record" "secondary" {
  name = "shop.example.com"
  failover_routing_policy {
    type = "SECONDARY"
  }
}
