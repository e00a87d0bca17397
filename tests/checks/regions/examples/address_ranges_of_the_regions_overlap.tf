# fails: peered networks of one range | cidr_block is 10.0.0.0/16, which overlaps 10.0.0.0/16 of aws_vpc.primary
resource "aws_vpc" "primary" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "standby" {
  provider   = aws.standby
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc_peering_connection" "this" {
  vpc_id = aws_vpc.primary.id
}
# fails: networks that are not joined | they cannot be joined
resource "aws_vpc" "primary" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "standby" {
  provider   = aws.standby
  cidr_block = "10.0.128.0/20"
}
# passes: a range of its own
resource "aws_vpc" "primary" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_vpc" "standby" {
  provider   = aws.standby
  cidr_block = "10.1.0.0/16"
}
