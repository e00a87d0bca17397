# fails: five minutes | ttl is 300 s
resource "aws_route53_record" "primary" {
  ttl = 300
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: a minute
resource "aws_route53_record" "primary" {
  ttl = 60
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: a record that nothing moves
resource "aws_route53_record" "mail" {
  ttl = 3600
}
# passes: an alias
resource "aws_route53_record" "primary" {
  alias {
    name = "lb.example.com"
  }
  failover_routing_policy {
    type = "PRIMARY"
  }
}
