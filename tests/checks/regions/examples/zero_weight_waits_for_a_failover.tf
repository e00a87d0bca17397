# fails: 100 to 0 without a health check | weight is 0, and aws_route53_record.primary of weight 100 is never unhealthy
resource "aws_route53_record" "primary" {
  name = "shop.example.com"
  weighted_routing_policy {
    weight = 100
  }
}
resource "aws_route53_record" "standby" {
  name = "shop.example.com"
  weighted_routing_policy {
    weight = 0
  }
}
# passes: the other has a health check
resource "aws_route53_record" "primary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.this.id
  weighted_routing_policy {
    weight = 100
  }
}
resource "aws_route53_record" "standby" {
  name = "shop.example.com"
  weighted_routing_policy {
    weight = 0
  }
}
# passes: both serve
resource "aws_route53_record" "primary" {
  name = "shop.example.com"
  weighted_routing_policy {
    weight = 50
  }
}
resource "aws_route53_record" "standby" {
  name = "shop.example.com"
  weighted_routing_policy {
    weight = 50
  }
}
