# fails: a zone as text | alias.0.zone_id is Z35SXDOTRQ7X7K, written out
resource "aws_route53_record" "primary" {
  alias {
    name    = "lb.us-east-1.elb.amazonaws.com"
    zone_id = "Z35SXDOTRQ7X7K"
  }
}
# passes: the load balancer's own
resource "aws_lb" "main" {}
resource "aws_route53_record" "primary" {
  alias {
    name    = aws_lb.main.dns_name
    zone_id = aws_lb.main.zone_id
  }
}
# passes: CloudFront has one for all regions
resource "aws_route53_record" "primary" {
  alias {
    name    = "abc.cloudfront.net"
    zone_id = "Z2FDTNDATAQYW2"
  }
}
