mock_provider "aws" {}

variables {
  cidr               = "10.0.0.0/16"
  foundation_key_arn = "arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111"
  name               = "shop-prod-network"
  region             = "us-east-1"
  role_arn_prefix    = "arn:aws:iam::111122223333:role/shop-prod-"
  zones              = ["us-east-1a", "us-east-1b", "us-east-1c"]
}

run "pods_get_the_largest_share_of_the_addresses" {
  command = plan

  assert {
    condition     = { for zone, subnet in aws_subnet.private : zone => subnet.cidr_block } == { us-east-1a = "10.0.0.0/19", us-east-1b = "10.0.32.0/19", us-east-1c = "10.0.64.0/19" }
    error_message = "A zone's private subnet is an eighth of the range."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.public : zone => subnet.cidr_block } == { us-east-1a = "10.0.128.0/22", us-east-1b = "10.0.132.0/22", us-east-1c = "10.0.136.0/22" }
    error_message = "A zone's public subnet is a sixty-fourth, from the middle on."
  }

  assert {
    condition     = { for zone, subnet in aws_subnet.database : zone => subnet.cidr_block } == { us-east-1a = "10.0.144.0/22", us-east-1b = "10.0.148.0/22", us-east-1c = "10.0.152.0/22" }
    error_message = "A zone's database subnet is a sixty-fourth, behind the public ones."
  }
}

run "a_fourth_zone_moves_no_subnet" {
  command = plan

  variables {
    zones = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"]
  }

  assert {
    condition     = aws_subnet.private["us-east-1a"].cidr_block == "10.0.0.0/19" && aws_subnet.private["us-east-1d"].cidr_block == "10.0.96.0/19"
    error_message = "The addresses of a zone depend on its place in the list only."
  }

  assert {
    condition     = aws_subnet.public["us-east-1a"].cidr_block == "10.0.128.0/22" && aws_subnet.database["us-east-1a"].cidr_block == "10.0.144.0/22"
    error_message = "Four zones do not run into each other."
  }
}

run "no_subnet_hands_out_public_addresses" {
  command = plan

  assert {
    condition     = alltrue([for subnet in values(aws_subnet.public) : subnet.map_public_ip_on_launch != true])
    error_message = "Load balancers and NAT gateways bring their own addresses."
  }
}

run "kubernetes_finds_its_subnets" {
  command = plan

  assert {
    condition = (
      alltrue([for subnet in values(aws_subnet.public) : subnet.tags["kubernetes.io/role/elb"] == "1"])
      && alltrue([for subnet in values(aws_subnet.private) : subnet.tags["kubernetes.io/role/internal-elb"] == "1"])
    )
    error_message = "Public subnets are for internet-facing load balancers, private ones for internal ones."
  }
}

run "every_zone_has_its_own_way_out" {
  command = plan

  assert {
    condition     = toset(keys(aws_nat_gateway.this)) == toset(var.zones) && local.nat_zone["us-east-1b"] == "us-east-1b"
    error_message = "A zone that fails takes only its own NAT gateway with it."
  }
}

run "a_single_nat_gateway_is_for_those_who_ask" {
  command = plan

  variables {
    nat = "single"
  }

  assert {
    condition     = keys(aws_nat_gateway.this) == ["us-east-1a"] && local.nat_zone["us-east-1c"] == "us-east-1a"
    error_message = "All zones leave by the first zone's gateway."
  }

  assert {
    condition     = length(aws_route_table.private) == 3
    error_message = "There is a private route table per zone all the same: the peering's routes are keyed by zone."
  }
}

run "databases_have_no_way_to_the_internet_or_to_the_other_region" {
  command = plan

  assert {
    condition     = length(aws_route_table_association.database) == 3
    error_message = "Every database subnet uses the table that has no route but the local one."
  }

  assert {
    condition     = length(output.private_route_table_ids) == 3
    error_message = "What the peering is handed is the private tables, one per zone."
  }
}

run "s3_and_dynamodb_cost_no_nat" {
  command = plan

  assert {
    condition     = { for name, endpoint in aws_vpc_endpoint.gateway : name => endpoint.service_name } == { dynamodb = "com.amazonaws.us-east-1.dynamodb", s3 = "com.amazonaws.us-east-1.s3" }
    error_message = "Both are reached by gateway endpoints."
  }
}

run "a_failover_does_not_go_through_nat" {
  command = plan

  assert {
    condition     = length(setsubtract(["autoscaling", "ec2", "ecr.api", "ecr.dkr", "eks", "eks-auth", "elasticloadbalancing", "secretsmanager", "ssm", "sts"], keys(aws_vpc_endpoint.interface))) == 0
    error_message = "Images, credentials, secrets, scaling and load balancers are reached by interface endpoints."
  }

  assert {
    condition     = alltrue([for endpoint in values(aws_vpc_endpoint.interface) : endpoint.private_dns_enabled])
    error_message = "SDKs call the usual names."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoints.cidr_ipv4 == "10.0.0.0/16" && aws_vpc_security_group_ingress_rule.endpoints.from_port == 443
    error_message = "The endpoints answer this VPC, on 443."
  }
}

run "a_service_name_of_another_form_is_taken_as_it_is" {
  command = plan

  variables {
    endpoints = ["cn.com.amazonaws.cn-north-1.ecr.api", "sts"]
  }

  assert {
    condition     = aws_vpc_endpoint.interface["cn.com.amazonaws.cn-north-1.ecr.api"].service_name == "cn.com.amazonaws.cn-north-1.ecr.api" && aws_vpc_endpoint.interface["sts"].service_name == "com.amazonaws.us-east-1.sts"
    error_message = "A short name is completed, a full one is not."
  }
}

run "all_traffic_is_logged_for_a_year" {
  command = plan

  assert {
    condition     = aws_flow_log.this.traffic_type == "ALL" && aws_flow_log.this.iam_role_arn == "arn:aws:iam::111122223333:role/shop-prod-flow-logs"
    error_message = "Flow logs are written as the platform's role."
  }

  assert {
    condition     = aws_cloudwatch_log_group.flow_logs.retention_in_days == 365 && aws_cloudwatch_log_group.flow_logs.kms_key_id == var.foundation_key_arn
    error_message = "They are kept a year, encrypted by the region's key."
  }
}

run "a_range_has_room_for_the_pods" {
  command         = plan
  expect_failures = [var.cidr]

  variables {
    cidr = "10.0.0.0/21"
  }
}

run "a_range_is_no_larger_than_a_vpc" {
  command         = plan
  expect_failures = [var.cidr]

  variables {
    cidr = "10.0.0.0/8"
  }
}

run "a_range_starts_at_its_first_address" {
  command         = plan
  expect_failures = [var.cidr]

  variables {
    cidr = "10.0.5.0/16"
  }
}

run "s3_needs_no_interface_endpoint" {
  command         = plan
  expect_failures = [var.endpoints]

  variables {
    endpoints = ["s3", "sts"]
  }
}

run "an_endpoint_is_named_by_its_service" {
  command         = plan
  expect_failures = [var.endpoints]

  variables {
    endpoints = ["Secrets Manager"]
  }
}

run "flow_logs_are_kept_for_a_period_that_cloudwatch_knows" {
  command         = plan
  expect_failures = [var.flow_log_days]

  variables {
    flow_log_days = 30
  }
}

run "nat_is_per_zone_or_single" {
  command         = plan
  expect_failures = [var.nat]

  variables {
    nat = "none"
  }
}

run "one_zone_is_not_enough" {
  command         = plan
  expect_failures = [var.zones]

  variables {
    zones = ["us-east-1a"]
  }
}

run "a_zone_is_named_once" {
  command         = plan
  expect_failures = [var.zones]

  variables {
    zones = ["us-east-1a", "us-east-1a"]
  }
}

run "a_zone_lies_in_this_region" {
  command         = plan
  expect_failures = [var.zones]

  variables {
    zones = ["us-east-1a", "us-west-2a"]
  }
}
