# fails: a role in the standby's root | aws_iam_role.app provider 1 resources of aws_iam_role
resource "aws_vpc" "primary" {
  cidr_block = "10.0.0.0/16"
}
# standby root
resource "aws_vpc" "standby" {
  provider = aws.standby
}
resource "aws_iam_role" "app" {
  name = "app"
}
# passes: a role in the primary's
resource "aws_iam_role" "app" {
  name = "app"
}
# standby root
resource "aws_vpc" "standby" {
  provider = aws.standby
}
