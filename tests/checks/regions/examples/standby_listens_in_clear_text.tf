# fails: HTTP stands by for HTTPS | protocol is HTTP, and no listener of us-west-2 has TLS
resource "aws_lb_listener" "primary" {
  protocol = "HTTPS"
}
resource "aws_lb_listener" "standby" {
  provider = aws.standby
  protocol = "HTTP"
}
# passes: both have TLS
resource "aws_lb_listener" "primary" {
  protocol = "HTTPS"
}
resource "aws_lb_listener" "redirect" {
  provider = aws.standby
  protocol = "HTTP"
}
resource "aws_lb_listener" "standby" {
  provider = aws.standby
  protocol = "HTTPS"
}
