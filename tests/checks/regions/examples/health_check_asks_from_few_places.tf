# fails: two | regions is us-east-1, eu-west-1
resource "aws_route53_health_check" "this" {
  type    = "HTTPS"
  regions = ["us-east-1", "eu-west-1"]
}
# passes: all of them
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
}
