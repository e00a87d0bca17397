# fails: a /27 for a /20 | cidr_block 27 addresses in 1 subnets; the primary has 4091
resource "aws_subnet" "main" { cidr_block = "10.0.0.0/20" }
resource "aws_subnet" "main_standby" {
  provider   = aws.standby
  cidr_block = "10.1.0.0/27"
}
resource "aws_autoscaling_group" "main" {}
resource "aws_autoscaling_group" "main_standby" { provider = aws.standby }
# passes: the same size
resource "aws_subnet" "main" { cidr_block = "10.0.0.0/20" }
resource "aws_subnet" "main_standby" {
  provider   = aws.standby
  cidr_block = "10.1.0.0/20"
}
resource "aws_autoscaling_group" "main" {}
resource "aws_autoscaling_group" "main_standby" { provider = aws.standby }
