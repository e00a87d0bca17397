# fails: another threshold | failure_threshold is 10, and 3 in aws_route53_health_check.primary
resource "aws_route53_health_check" "primary" {
  failure_threshold = 3
}
resource "aws_route53_health_check" "standby" {
  failure_threshold = 10
}
resource "aws_route53_record" "primary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.primary.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
resource "aws_route53_record" "secondary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.standby.id
  failover_routing_policy {
    type = "SECONDARY"
  }
}
# passes: the same
resource "aws_route53_health_check" "primary" {
  failure_threshold = 3
}
resource "aws_route53_health_check" "standby" {
  failure_threshold = 3
}
resource "aws_route53_record" "primary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.primary.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
resource "aws_route53_record" "secondary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.standby.id
  failover_routing_policy {
    type = "SECONDARY"
  }
}
