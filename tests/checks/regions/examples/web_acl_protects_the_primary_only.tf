# fails: one association | protects us-east-1; aws_lb.standby has no web ACL
resource "aws_wafv2_web_acl_association" "primary" {
  resource_arn = aws_lb.primary.arn
}
resource "aws_lb" "standby" {
  provider = aws.standby
}
# passes: two
resource "aws_wafv2_web_acl_association" "primary" {
  resource_arn = aws_lb.primary.arn
}
resource "aws_wafv2_web_acl_association" "standby" {
  provider     = aws.standby
  resource_arn = aws_lb.standby.arn
}
resource "aws_lb" "standby" {
  provider = aws.standby
}
