resource "aws_vpc_peering_connection_options" "pass_requester" {
  vpc_peering_connection_id = "pcx-1"

  requester {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_vpc_peering_connection_options" "pass_accepter" {
  vpc_peering_connection_id = "pcx-1"

  accepter {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_vpc_peering_connection_options" "fail_off" {
  vpc_peering_connection_id = "pcx-1"

  requester {
    allow_remote_vpc_dns_resolution = false
  }
}

resource "aws_vpc_peering_connection_options" "fail_unsaid" {
  vpc_peering_connection_id = "pcx-1"
}
