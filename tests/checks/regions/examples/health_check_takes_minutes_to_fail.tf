# fails: five minutes | failure_threshold is 10 at 30 s each: 300 s
resource "aws_route53_health_check" "this" {
  request_interval  = 30
  failure_threshold = 10
}
resource "aws_route53_record" "primary" {
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: 90 s
resource "aws_route53_health_check" "this" {
  request_interval  = "30"
  failure_threshold = "3"
}
resource "aws_route53_record" "primary" {
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
