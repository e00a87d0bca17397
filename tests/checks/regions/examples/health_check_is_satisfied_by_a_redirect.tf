# fails: port 80 redirects | type is HTTP, which aws_lb_listener.http redirects
resource "aws_lb" "this" {
  internal = false
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  default_action {
    type = "redirect"
  }
}
resource "aws_route53_health_check" "this" {
  type = "HTTP"
  port = 80
  fqdn = aws_lb.this.dns_name
}
# passes: HTTPS
resource "aws_lb" "this" {
  internal = false
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  default_action {
    type = "redirect"
  }
}
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  port = 443
  fqdn = aws_lb.this.dns_name
}
