mock_provider "aws" {
  alias = "primary"
}

mock_provider "aws" {
  alias = "standby"
}

variables {
  name                            = "shop-prod-peering"
  primary_cidr                    = "10.0.0.0/16"
  primary_private_route_table_ids = ["rtb-0a", "rtb-0b", "rtb-0c"]
  primary_vpc_id                  = "vpc-0"
  primary_zones                   = ["us-east-1a", "us-east-1b", "us-east-1c"]
  standby_cidr                    = "10.1.0.0/16"
  standby_private_route_table_ids = ["rtb-1a", "rtb-1b"]
  standby_region                  = "us-west-2"
  standby_vpc_id                  = "vpc-1"
  standby_zones                   = ["us-west-2a", "us-west-2b"]
}

run "the_primary_asks_and_the_standby_accepts" {
  command = plan

  assert {
    condition     = aws_vpc_peering_connection.primary.vpc_id == "vpc-0" && aws_vpc_peering_connection.primary.peer_vpc_id == "vpc-1" && aws_vpc_peering_connection.primary.peer_region == "us-west-2"
    error_message = "The connection goes from the primary's VPC to the standby's."
  }

  assert {
    condition     = aws_vpc_peering_connection.primary.auto_accept == false && aws_vpc_peering_connection_accepter.standby.auto_accept
    error_message = "Between regions only the other side can accept."
  }
}

run "every_zone_of_either_region_has_a_route_to_the_other" {
  command = plan

  assert {
    condition     = { for zone, route in aws_route.primary : zone => route.route_table_id } == { us-east-1a = "rtb-0a", us-east-1b = "rtb-0b", us-east-1c = "rtb-0c" }
    error_message = "A zone's route goes into that zone's table."
  }

  assert {
    condition     = { for zone, route in aws_route.standby : zone => route.route_table_id } == { us-west-2a = "rtb-1a", us-west-2b = "rtb-1b" }
    error_message = "A zone's route goes into that zone's table; the regions may have different numbers of zones."
  }

  assert {
    condition = (
      alltrue([for route in values(aws_route.primary) : route.destination_cidr_block == "10.1.0.0/16"])
      && alltrue([for route in values(aws_route.standby) : route.destination_cidr_block == "10.0.0.0/16"])
    )
    error_message = "Each side routes to the other's range."
  }
}

run "names_resolve_to_private_addresses_on_both_sides" {
  command = plan

  assert {
    condition     = aws_vpc_peering_connection_options.primary.requester[0].allow_remote_vpc_dns_resolution && aws_vpc_peering_connection_options.standby.accepter[0].allow_remote_vpc_dns_resolution
    error_message = "Each side sets its own option."
  }
}

run "both_sides_carry_the_same_tags" {
  command = plan

  assert {
    condition     = aws_vpc_peering_connection.primary.tags == aws_vpc_peering_connection_accepter.standby.tags
    error_message = "It is one connection: different tags would change in every plan."
  }
}

run "ranges_that_overlap_are_refused" {
  command         = plan
  expect_failures = [var.standby_cidr]

  variables {
    primary_cidr = "10.0.0.0/16"
    standby_cidr = "10.0.128.0/20"
  }
}

run "the_primary_has_a_table_per_zone" {
  command         = plan
  expect_failures = [var.primary_private_route_table_ids]

  variables {
    primary_private_route_table_ids = ["rtb-0a"]
  }
}

run "the_standby_has_a_table_per_zone" {
  command         = plan
  expect_failures = [var.standby_private_route_table_ids]

  variables {
    standby_private_route_table_ids = ["rtb-1a", "rtb-1b", "rtb-1c"]
  }
}
