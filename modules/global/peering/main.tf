resource "aws_vpc_peering_connection" "primary" {
  provider = aws.primary

  vpc_id      = var.primary_vpc_id
  auto_accept = false # the other region accepts for itself
  peer_region = var.standby_region
  peer_vpc_id = var.standby_vpc_id
  tags        = { Name = var.name }
}

resource "aws_vpc_peering_connection_accepter" "standby" {
  provider = aws.standby

  vpc_peering_connection_id = aws_vpc_peering_connection.primary.id
  auto_accept               = true
  tags                      = { Name = var.name } # equal on both sides: one connection, one set of tags
}

# Names of either VPC resolve to private addresses in the other. Each side sets its own option, and only once the connection is active:
# hence the accepter's id.
resource "aws_vpc_peering_connection_options" "primary" {
  provider = aws.primary

  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.standby.id

  requester {
    allow_remote_vpc_dns_resolution = true
  }
}

resource "aws_vpc_peering_connection_options" "standby" {
  provider = aws.standby

  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.standby.id

  accepter {
    allow_remote_vpc_dns_resolution = true
  }
}

# Keyed by zone: the tables' ids are not known before the networks exist, their number and order are.
resource "aws_route" "primary" {
  provider = aws.primary
  for_each = { for index, zone in var.primary_zones : zone => index }

  route_table_id            = var.primary_private_route_table_ids[each.value]
  destination_cidr_block    = var.standby_cidr
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.standby.id
}

resource "aws_route" "standby" {
  provider = aws.standby
  for_each = { for index, zone in var.standby_zones : zone => index }

  route_table_id            = var.standby_private_route_table_ids[each.value]
  destination_cidr_block    = var.primary_cidr
  vpc_peering_connection_id = aws_vpc_peering_connection_accepter.standby.id
}
