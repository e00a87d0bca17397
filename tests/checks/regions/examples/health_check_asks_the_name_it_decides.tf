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
# fails: one variable is both names | fqdn is the name of aws_route53_record.primary
variable "name" {}
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = var.name
}
resource "aws_route53_record" "primary" {
  name            = var.name
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: another name of one domain that is not known
variable "domain" {}
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = "primary.${var.domain}"
}
resource "aws_route53_record" "primary" {
  name            = "www.${var.domain}"
  health_check_id = aws_route53_health_check.this.id
  failover_routing_policy {
    type = "PRIMARY"
  }
}
