resource "aws_vpc_peering_connection" "pass_across" {
  auto_accept = false
  peer_region = "us-west-2"
  peer_vpc_id = "vpc-2"
  vpc_id      = "vpc-1"
}

resource "aws_vpc_peering_connection" "pass_same_region" {
  auto_accept = true
  peer_vpc_id = "vpc-2"
  vpc_id      = "vpc-1"
}

resource "aws_vpc_peering_connection" "fail_across" {
  auto_accept = true
  peer_region = "us-west-2"
  peer_vpc_id = "vpc-2"
  vpc_id      = "vpc-1"
}
