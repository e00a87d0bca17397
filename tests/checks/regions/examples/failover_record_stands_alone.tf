# fails: no other record | shop.example.com is PRIMARY, and there is no SECONDARY
resource "aws_route53_record" "primary" {
  name = "shop.example.com"
  type = "A"
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# fails: the other is of another name | www.example.com is PRIMARY
resource "aws_route53_record" "primary" {
  name = "www.example.com"
  type = "A"
  failover_routing_policy {
    type = "PRIMARY"
  }
}
resource "aws_route53_record" "secondary" {
  name = "shop.example.com"
  type = "A"
  failover_routing_policy {
    type = "SECONDARY"
  }
}
# passes: both are there
resource "aws_route53_record" "primary" {
  name = "shop.example.com"
  type = "A"
  failover_routing_policy {
    type = "PRIMARY"
  }
}
resource "aws_route53_record" "secondary" {
  name = "shop.example.com."
  type = "A"
  failover_routing_policy {
    type = "SECONDARY"
  }
}
# passes: the names are not known
resource "aws_route53_record" "primary" {
  name = var.name
  type = "A"
  failover_routing_policy {
    type = "PRIMARY"
  }
}
resource "aws_route53_record" "secondary" {
  name = local.name
  type = "A"
  failover_routing_policy {
    type = each.value.role
  }
}
# passes: a module that is not here may make the other
module "standby_records" {
  source = "terraform-aws-modules/route53/aws"
}
resource "aws_route53_record" "primary" {
  name = "shop.example.com"
  type = "A"
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# passes: each root looks the zone up, and is told the name
variable "name" {}
data "aws_route53_zone" "this" { name = var.name }
resource "aws_route53_record" "primary" {
  zone_id = data.aws_route53_zone.this.zone_id
  name    = var.name
  failover_routing_policy {
    type = "PRIMARY"
  }
}
# standby root
variable "name" {}
data "aws_route53_zone" "other" { name = var.name }
resource "aws_route53_record" "standby" {
  zone_id = data.aws_route53_zone.other.zone_id
  name    = var.name
  failover_routing_policy {
    type = "SECONDARY"
  }
}
