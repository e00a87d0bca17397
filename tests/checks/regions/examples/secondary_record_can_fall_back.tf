# fails: it has a health check | health_check_id is aws_route53_health_check.standby.id, not left out
resource "aws_route53_record" "secondary" {
  health_check_id = aws_route53_health_check.standby.id
  failover_routing_policy {
    type = "SECONDARY"
  }
}
# fails: it evaluates its target | alias.0.evaluate_target_health is true
resource "aws_route53_record" "secondary" {
  failover_routing_policy {
    type = "SECONDARY"
  }
  alias {
    name                   = "lb.example.com"
    evaluate_target_health = true
  }
}
# passes: it is always healthy
resource "aws_route53_record" "secondary" {
  failover_routing_policy {
    type = "SECONDARY"
  }
  alias {
    name                   = "lb.example.com"
    evaluate_target_health = false
  }
}
# fails: the primary is a switch | aws_route53_record.standby alias.0.evaluate_target_health is true, not false
resource "aws_route53_health_check" "serves" {
  type = "CALCULATED"
}
resource "aws_route53_record" "primary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.serves.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
resource "aws_route53_record" "standby" {
  name = "shop.example.com"
  alias { evaluate_target_health = true }
  failover_routing_policy {
    type = "SECONDARY"
  }
}
