mock_provider "aws" { alias = "primary" }

mock_provider "aws" {
  alias           = "standby"
  override_during = plan

  # Ids that tell which check is which, so that the formula can be read.
  override_resource {
    target = aws_route53_health_check.endpoint
    values = { id = "endpoint" }
  }
  override_resource {
    target = aws_route53_health_check.latch["out"]
    values = { id = "out" }
  }
  override_resource {
    target = aws_route53_health_check.latch["back"]
    values = { id = "back" }
  }
  override_resource {
    target = aws_route53_health_check.may_serve
    values = { id = "may-serve" }
  }
  override_resource {
    target = aws_route53_health_check.routing_control
    values = { id = "routing-control" }
  }
  override_resource {
    target = aws_route53recoverycontrolconfig_routing_control.this["primary"]
    values = { arn = "arn:aws:route53-recovery-control::111122223333:controlpanel/1/routingcontrol/primary" }
  }
  override_resource {
    target = aws_route53recoverycontrolconfig_routing_control.this["standby"]
    values = { arn = "arn:aws:route53-recovery-control::111122223333:controlpanel/1/routingcontrol/standby" }
  }
}

variables {
  account_id                     = "111122223333"
  health_check                   = { path = "/healthz/deep", interval = "10s", failures = 3 }
  hosts                          = ["shop.example.com", "example.com"]
  partition                      = "aws"
  platform                       = "shop-prod"
  primary_load_balancer_dns_name = "primary.us-east-1.elb.amazonaws.com"
  primary_load_balancer_zone_id  = "Z35SXDOTRQ7X7K"
  primary_region                 = "us-east-1"
  standby_load_balancer_dns_name = "standby.us-west-2.elb.amazonaws.com"
  standby_load_balancer_zone_id  = "Z1H1FL5HABSF5"
  standby_region                 = "us-west-2"
  traffic                        = "orchestrated"
  zone_id                        = "Z0123456789ABC"
  zone_name                      = "example.com"
}

run "orchestrated_asks_the_latches_only" {
  command = plan

  assert {
    condition     = aws_route53_health_check.may_serve[0].child_healthchecks == toset(["out", "back"])
    error_message = "The endpoint check pages; it must not move traffic before the databases."
  }

  assert {
    condition     = aws_route53_health_check.may_serve[0].child_health_threshold == 1
    error_message = "May serve = at least 1 of { NOT out, back }."
  }
}

run "automatic_asks_the_endpoint_too" {
  command = plan
  variables { traffic = "automatic" }

  assert {
    condition     = aws_route53_health_check.may_serve[0].child_healthchecks == toset(["endpoint", "out", "back"])
    error_message = "The three children are the endpoint and the latches."
  }

  assert {
    condition     = aws_route53_health_check.may_serve[0].child_health_threshold == 2
    error_message = "May serve = at least 2 of { endpoint, NOT out, back }."
  }
}

run "out_lives_in_the_standby_and_is_read_as_not_out" {
  command = plan

  assert {
    condition     = aws_route53_health_check.latch["out"].cloudwatch_alarm_name == "shop-prod-latch-out" && aws_route53_health_check.latch["out"].cloudwatch_alarm_region == "us-west-2"
    error_message = "The latch out is an alarm in the standby's region."
  }

  assert {
    condition     = !aws_route53_health_check.latch["out"].invert_healthcheck
    error_message = "A ringing alarm is unhealthy: uninverted, out reads as NOT out, and is healthy when new."
  }
}

run "back_lives_in_the_primary_and_is_turned_round" {
  command = plan

  assert {
    condition     = aws_route53_health_check.latch["back"].cloudwatch_alarm_name == "shop-prod-latch-back" && aws_route53_health_check.latch["back"].cloudwatch_alarm_region == "us-east-1"
    error_message = "The latch back is an alarm in the primary's region."
  }

  assert {
    condition     = aws_route53_health_check.latch["back"].invert_healthcheck
    error_message = "Inverted, back is unhealthy when new: it must never outvote out by having said nothing."
  }
}

run "silence_changes_nothing" {
  command = plan

  assert {
    condition     = alltrue([for check in aws_route53_health_check.latch : check.insufficient_data_health_status == "LastKnownStatus"])
    error_message = "A dark region must not move traffic."
  }
}

run "a_changed_latch_alarm_can_be_read_anew" {
  command = plan

  assert {
    condition     = alltrue([for check in aws_route53_health_check.latch : contains(keys(check.triggers), "latch_revision")])
    error_message = "Route 53 copies an alarm's settings once: without triggers it never sees a change."
  }
}

run "the_endpoint_is_the_primary_s_load_balancer" {
  command = plan

  assert {
    condition = alltrue([
      aws_route53_health_check.endpoint.fqdn == "primary.us-east-1.elb.amazonaws.com",
      aws_route53_health_check.endpoint.type == "HTTPS",
      aws_route53_health_check.endpoint.resource_path == "/healthz/deep",
      aws_route53_health_check.endpoint.request_interval == 10,
      aws_route53_health_check.endpoint.failure_threshold == 3,
    ])
    error_message = "Asking the record's own name would ask whoever serves."
  }
}

run "only_the_primary_record_carries_a_check" {
  command = plan

  assert {
    condition     = alltrue([for record in aws_route53_record.primary : record.health_check_id == "may-serve" && record.failover_routing_policy[0].type == "PRIMARY"])
    error_message = "PRIMARY asks: may the primary serve?"
  }

  assert {
    condition     = alltrue([for record in aws_route53_record.standby : record.health_check_id == null && record.failover_routing_policy[0].type == "SECONDARY"])
    error_message = "A SECONDARY that can be unhealthy sends traffic back to a primary that was told to stop."
  }
}

run "no_record_evaluates_its_target" {
  command = plan

  assert {
    condition = alltrue([
      for record in concat(values(aws_route53_record.primary), values(aws_route53_record.standby)) : !record.alias[0].evaluate_target_health
    ])
    error_message = "A load balancer without healthy targets must not move traffic on its own."
  }
}

run "every_host_and_the_apex_fail_over" {
  command = plan

  assert {
    condition     = keys(aws_route53_record.primary) == ["example.com", "shop.example.com"] && keys(aws_route53_record.standby) == keys(aws_route53_record.primary)
    error_message = "Each host has a PRIMARY and a SECONDARY."
  }

  assert {
    condition     = aws_route53_record.primary["example.com"].alias[0].name == var.primary_load_balancer_dns_name && aws_route53_record.standby["example.com"].alias[0].name == var.standby_load_balancer_dns_name
    error_message = "PRIMARY points to the primary, SECONDARY to the standby."
  }
}

run "routing_control_uses_no_metric_as_a_switch" {
  command = plan
  variables { traffic = "routing_control" }

  assert {
    condition     = length(aws_route53_health_check.latch) + length(aws_route53_health_check.may_serve) == 0
    error_message = "With routing control there are no latches."
  }

  assert {
    condition     = aws_route53_health_check.routing_control[0].type == "RECOVERY_CONTROL" && endswith(aws_route53_health_check.routing_control[0].routing_control_arn, "/primary")
    error_message = "The PRIMARY asks the primary's routing control."
  }

  assert {
    condition     = alltrue([for record in aws_route53_record.primary : record.health_check_id == "routing-control"])
    error_message = "The PRIMARY records carry the routing control's check."
  }

  assert {
    condition     = alltrue([for record in aws_route53_record.standby : record.health_check_id == null])
    error_message = "The SECONDARY records carry none."
  }
}

run "somebody_always_serves" {
  command = plan
  variables { traffic = "routing_control" }

  assert {
    condition = alltrue([
      length(aws_route53recoverycontrolconfig_safety_rule.this[0].asserted_controls) == 2,
      aws_route53recoverycontrolconfig_safety_rule.this[0].rule_config[0].type == "ATLEAST",
      aws_route53recoverycontrolconfig_safety_rule.this[0].rule_config[0].threshold == 1,
      !aws_route53recoverycontrolconfig_safety_rule.this[0].rule_config[0].inverted,
    ])
    error_message = "At least one of the two routing controls must be on."
  }
}

run "without_routing_control_nothing_of_it_is_paid_for" {
  command = plan

  assert {
    condition     = length(aws_route53recoverycontrolconfig_cluster.this) == 0 && length(output.routing_control_arns) == 0 && length(output.cluster_endpoints) == 0
    error_message = "An ARC cluster costs by the hour."
  }
}

run "a_platform_with_its_primary_in_us_east_1_is_paged_there" {
  command = plan

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.endpoint_in_primary) == 1 && length(aws_cloudwatch_metric_alarm.endpoint_in_standby) == 0
    error_message = "Route 53 publishes metrics in us-east-1 only."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.endpoint_in_primary[0].alarm_actions == toset(["arn:aws:sns:us-east-1:111122223333:shop-prod-dr"])
    error_message = "The alarm pages through the platform's topic of that region."
  }
}

run "a_platform_with_its_standby_in_us_east_1_is_paged_there" {
  command = plan
  variables {
    primary_region = "eu-west-1"
    standby_region = "us-east-1"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.endpoint_in_primary) == 0 && length(aws_cloudwatch_metric_alarm.endpoint_in_standby) == 1
    error_message = "Route 53 publishes metrics in us-east-1 only."
  }
}

run "a_platform_elsewhere_gets_no_alarm_that_never_sees_data" {
  command = plan
  variables {
    primary_region = "eu-west-1"
    standby_region = "eu-central-1"
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.endpoint_in_primary) + length(aws_cloudwatch_metric_alarm.endpoint_in_standby) == 0
    error_message = "An alarm on Route 53's metrics outside us-east-1 would never see data."
  }
}

run "the_path_starts_with_a_slash" {
  command = plan
  variables { health_check = { path = "healthz" } }
  expect_failures = [var.health_check]
}

run "the_interval_is_one_that_route_53_knows" {
  command = plan
  variables { health_check = { interval = "20s" } }
  expect_failures = [var.health_check]
}

run "failures_are_at_most_ten" {
  command = plan
  variables { health_check = { failures = 11 } }
  expect_failures = [var.health_check]
}

run "an_outage_is_decided_within_two_minutes" {
  command = plan
  variables { health_check = { interval = "30s", failures = 5 } }
  expect_failures = [var.health_check]
}

run "there_is_at_least_one_host" {
  command = plan
  variables { hosts = [] }
  expect_failures = [var.hosts]
}

run "no_host_is_named_twice" {
  command = plan
  variables { hosts = ["shop.example.com", "shop.example.com"] }
  expect_failures = [var.hosts]
}

run "hosts_are_written_as_route_53_writes_them" {
  command = plan
  variables { hosts = ["Shop.example.com"] }
  expect_failures = [var.hosts]
}

run "a_host_of_another_zone_is_refused" {
  command = plan
  variables { hosts = ["shop.anexample.com"] }
  expect_failures = [var.hosts]
}

run "traffic_is_one_of_three_words" {
  command = plan
  variables { traffic = "manual" }
  expect_failures = [var.traffic]
}
