# fails: HTTPS where nobody listens | port is 443; aws_lb.main listens on 80
resource "aws_lb" "main" {}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
}
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = aws_lb.main.dns_name
  port = 443
}
# passes: a listener of that port
resource "aws_lb" "main" {}
resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
}
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = aws_lb.main.dns_name
  port = 443
}
# passes: the listeners are not told
resource "aws_lb" "main" {}
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = aws_lb.main.dns_name
  port = 443
}
