# fails: an internal standby | internal is true, and aws_lb.primary is public
resource "aws_lb" "primary" {
  internal = false
}
resource "aws_lb" "standby" {
  provider = aws.standby
  internal = true
}
# passes: both public
resource "aws_lb" "primary" {
  internal = false
}
resource "aws_lb" "standby" {
  provider = aws.standby
}
