# fails: the primary's state | data.terraform_remote_state.primary config reads a state in us-east-1
resource "aws_vpc" "primary" {
  cidr_block = "10.0.0.0/16"
}
# standby root
resource "aws_vpc" "standby" {
  provider = aws.standby
}
data "terraform_remote_state" "primary" {
  backend = "s3"
  config = {
    bucket = "shop"
    region = "us-east-1"
  }
}
# fails: a resource of the primary | data.aws_db_instance.primary provider reads from us-east-1
resource "aws_vpc" "primary" {
  cidr_block = "10.0.0.0/16"
}
# standby root
resource "aws_vpc" "standby" {
  provider = aws.standby
}
data "aws_db_instance" "primary" {
  provider               = aws.primary
  db_instance_identifier = "shop"
}
# passes: its own region
resource "aws_vpc" "primary" {
  cidr_block = "10.0.0.0/16"
}
# standby root
resource "aws_vpc" "standby" {
  provider = aws.standby
}
data "aws_vpc" "this" {
  provider = aws.standby
}
# passes: a document is computed, not read
resource "aws_vpc" "primary" {
  cidr_block = "10.0.0.0/16"
}
# standby root
resource "aws_vpc" "standby" {
  provider = aws.standby
}
data "aws_iam_policy_document" "this" {
  provider = aws.primary
}
