# fails: a private address | ip_address is 10.0.1.5, a private address
resource "aws_route53_health_check" "this" {
  type       = "HTTP"
  ip_address = "10.0.1.5"
}
# fails: an internal load balancer | fqdn is that of aws_lb.this, an internal load balancer
resource "aws_lb" "this" {
  internal = true
}
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = aws_lb.this.dns_name
}
# fails: a database | fqdn is that of aws_db_instance.main, which is not public
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_route53_health_check" "this" {
  type = "TCP"
  fqdn = aws_db_instance.main.address
}
# passes: a public load balancer
resource "aws_lb" "this" {
  internal = false
}
resource "aws_route53_health_check" "this" {
  type = "HTTPS"
  fqdn = aws_lb.this.dns_name
}
# passes: an alarm decides
resource "aws_route53_health_check" "this" {
  type = "CLOUDWATCH_METRIC"
}
