# fails: the root path | resource_path is /
resource "aws_route53_health_check" "this" {
  type          = "HTTPS"
  resource_path = "/"
}
resource "aws_route53_record" "primary" {
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: a path that tries what is behind
resource "aws_route53_health_check" "this" {
  type          = "HTTPS"
  resource_path = "/healthz"
}
resource "aws_route53_record" "primary" {
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
