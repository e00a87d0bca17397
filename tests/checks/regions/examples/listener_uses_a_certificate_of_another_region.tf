# fails: the primary's certificate | certificate_arn is aws_acm_certificate.main of us-east-1; this is in us-west-2
resource "aws_acm_certificate" "main" {
  domain_name = "shop.example.com"
}
resource "aws_lb_listener" "standby" {
  provider        = aws.standby
  protocol        = "HTTPS"
  certificate_arn = aws_acm_certificate.main.arn
}
# fails: no certificate | certificate_arn is not set, and the protocol is HTTPS
resource "aws_lb_listener" "standby" {
  provider = aws.standby
  protocol = "HTTPS"
}
# passes: a variable that is empty until somebody sets it
variable "certificate_arn" {
  default = ""
}
resource "aws_lb_listener" "standby" {
  provider        = aws.standby
  protocol        = "HTTPS"
  certificate_arn = var.certificate_arn
}
# passes: its own region's
resource "aws_acm_certificate" "standby" {
  provider    = aws.standby
  domain_name = "shop.example.com"
}
resource "aws_lb_listener" "standby" {
  provider        = aws.standby
  protocol        = "HTTPS"
  certificate_arn = aws_acm_certificate.standby.arn
}
# passes: HTTP
resource "aws_lb_listener" "standby" {
  provider = aws.standby
  protocol = "HTTP"
}
