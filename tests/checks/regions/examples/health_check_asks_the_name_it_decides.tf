# fails: the same name | fqdn is the name of aws_route53_record.primary
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = "shop.example.com"
}
resource "aws_route53_record" "primary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: the region's own name
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = "shop-us-east-1.example.com"
}
resource "aws_route53_record" "primary" {
  name            = "shop.example.com"
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
