mock_provider "aws" {}

variables {
  account_id                    = "111122223333"
  all_cluster_security_group_id = { eks = "sg-0123456789abcdef0" }
  foundation_certificate_arn    = "arn:aws:acm:us-west-2:111122223333:certificate/00000000-0000-0000-0000-000000000000"
  foundation_key_arn            = "arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000"
  name                          = "shop-prod-ingress"
  public_subnet_ids             = ["subnet-a", "subnet-b", "subnet-c"]
  region                        = "us-west-2"
  role                          = "primary"
  strategy                      = "warm_standby"
  vpc_id                        = "vpc-0123456789abcdef0"
}

# The web ACL takes a plan longer than all the rest (its schema is the largest there is), so runs that are not about it leave it out.
run "tls_ends_here_and_starts_anew" {
  command = plan

  assert {
    condition     = aws_lb_listener.https.port == 443 && startswith(aws_lb_listener.https.ssl_policy, "ELBSecurityPolicy-TLS13")
    error_message = "The listener speaks TLS 1.3."
  }

  assert {
    condition     = aws_lb_target_group.this["default"].protocol == "HTTPS" && aws_lb_target_group.this["default"].port == 8443
    error_message = "Pods are spoken to over TLS unless the spec says otherwise."
  }
}

run "plain_http_is_only_redirected" {
  command = plan

  assert {
    condition     = aws_lb_listener.http[0].default_action[0].type == "redirect" && aws_lb_listener.http[0].default_action[0].redirect[0].protocol == "HTTPS"
    error_message = "Port 80 answers with a redirect."
  }
}

run "port_80_can_be_closed" {
  command = plan
  variables { redirect_http = false }

  assert {
    condition     = length(aws_lb_listener.http) == 0 && length(aws_vpc_security_group_ingress_rule.http) == 0
    error_message = "Neither listener nor rule on port 80."
  }
}

run "the_load_balancer_is_hardened" {
  command = plan

  assert {
    condition = alltrue([
      aws_lb.this.enable_deletion_protection,
      aws_lb.this.drop_invalid_header_fields,
      aws_lb.this.access_logs[0].enabled,
      !aws_lb.this.internal,
    ])
    error_message = "Public, protected from deletion, without invalid headers, logged."
  }
}

run "the_load_balancer_reaches_the_clusters_and_nothing_else" {
  command = plan
  plan_options { target = [aws_vpc_security_group_egress_rule.pods, aws_vpc_security_group_ingress_rule.pods] }
  variables {
    all_cluster_security_group_id = { eks = "sg-0123456789abcdef0", batch = "sg-0123456789abcdef1" }
    targets                       = { default = {}, api = { port = 9443, paths = ["/api/*"], priority = 10 }, admin = { hosts = ["admin.example.com"], priority = 20 } }
  }

  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.pods) == ["batch 8443", "batch 9443", "eks 8443", "eks 9443"]
    error_message = "One rule a cluster and port."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_egress_rule.pods : rule.cidr_ipv4 == null && rule.from_port == rule.to_port])
    error_message = "No way out to an address range."
  }

  assert {
    condition = alltrue([
      aws_vpc_security_group_ingress_rule.pods["eks 9443"].security_group_id == "sg-0123456789abcdef0",
      aws_vpc_security_group_ingress_rule.pods["eks 9443"].from_port == 9443,
    ])
    error_message = "The cluster's group opens the same port to the load balancer."
  }
}

run "a_region_without_clusters_still_has_a_load_balancer" {
  command = plan
  variables {
    all_cluster_security_group_id = {}
    role                          = "standby"
    strategy                      = "backup_restore"
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.pods) == 0
    error_message = "Nothing to reach, no way out."
  }
}

run "rules_lead_to_the_targets_that_ask_for_them" {
  command = plan
  variables {
    targets = { storefront = {}, admin = { hosts = ["admin.example.com"], paths = ["/v1/*"], priority = 20, protocol = "HTTP", port = 8080 } }
  }

  assert {
    condition     = keys(aws_lb_listener_rule.this) == ["admin"] && aws_lb_listener_rule.this["admin"].priority == 20
    error_message = "The default target has no rule."
  }

  assert {
    condition     = length(aws_lb_listener_rule.this["admin"].condition) == 2
    error_message = "Hosts and paths are two conditions that must both hold."
  }

  assert {
    condition     = keys(output.target_group_arns) == ["admin", "storefront"] && aws_lb_target_group.this["storefront"].name == "shop-prod-ingress-storefront"
    error_message = "A target group is named <name>-<target> in both regions."
  }
}

run "the_default_target_s_group_is_named_like_the_load_balancer" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { name = "shop-prod-with-a-very-long-name" }

  assert {
    condition     = aws_lb_target_group.this["default"].name == "shop-prod-with-a-very-long-name"
    error_message = "32 characters are few: the usual single target needs no name of its own."
  }
}

run "a_host_alone_is_one_condition" {
  command = plan
  plan_options { target = [aws_lb_listener_rule.this] }
  variables { targets = { default = {}, admin = { hosts = ["admin.example.com"], priority = 20 } } }

  assert {
    condition     = length(aws_lb_listener_rule.this["admin"].condition) == 1
    error_message = "No empty condition."
  }
}

run "the_log_bucket_s_name_is_unique_in_the_world" {
  command = plan

  assert {
    condition     = aws_s3_bucket.logs.bucket == "shop-prod-ingress-logs-111122223333-us-west-2"
    error_message = "<name>-logs-<account>-<region>."
  }

  assert {
    condition     = one(aws_s3_bucket_server_side_encryption_configuration.logs.rule).apply_server_side_encryption_by_default[0].sse_algorithm == "AES256"
    error_message = "Load balancers deliver to SSE-S3 buckets only."
  }
}

run "logs_are_kept_for_a_year" {
  command = plan

  assert {
    condition     = aws_cloudwatch_log_group.waf.retention_in_days == 365 && aws_s3_bucket_lifecycle_configuration.logs.rule[0].expiration[0].days == 365
    error_message = "Access logs and WAF logs are kept equally long."
  }

  assert {
    condition     = aws_cloudwatch_log_group.waf.name == "aws-waf-logs-shop-prod-ingress"
    error_message = "WAF logs only to groups with its prefix."
  }
}

run "a_region_that_serves_or_waits_warm_has_a_healthy_host" {
  command = plan
  variables { role = "standby" }

  assert {
    condition = alltrue([
      output.health_alarm.metric_name == "HealthyHostCount",
      output.health_alarm.comparison_operator == "LessThanThreshold",
      output.health_alarm.threshold == 1,
      output.health_alarm.statistic == "Minimum",
    ])
    error_message = "Fewer than one healthy host is ill."
  }
}

run "the_primary_of_a_pilot_light_has_a_healthy_host" {
  command = plan
  variables { strategy = "pilot_light" }

  assert {
    condition     = output.health_alarm.metric_name == "HealthyHostCount"
    error_message = "The primary always runs."
  }
}

run "a_standby_that_waits_without_nodes_is_not_ill" {
  command = plan
  variables {
    role     = "standby"
    strategy = "pilot_light"
  }

  assert {
    condition     = output.health_alarm.metric_name == "UnHealthyHostCount" && output.health_alarm.comparison_operator == "GreaterThanThreshold"
    error_message = "No target is the pilot light's normal state; a target that does not answer is not."
  }
}

run "anonymous_clients_are_counted_until_somebody_decides" {
  command = plan

  assert {
    condition     = { for rule in aws_wafv2_web_acl.this.rule : rule.name => length(one(one(rule.statement).managed_rule_group_statement).rule_action_override) } == { known-bad-inputs = 0, ip-reputation = 0, anonymous-ip = 2, common = 0 }
    error_message = "Only the anonymous IP list counts by default."
  }
}

run "a_rule_that_hurts_can_be_counted" {
  command = plan
  variables { waf_counted = { anonymous_ip = [], common = ["SizeRestrictions_BODY"] } }

  assert {
    condition     = { for rule in aws_wafv2_web_acl.this.rule : rule.name => length(one(one(rule.statement).managed_rule_group_statement).rule_action_override) } == { known-bad-inputs = 0, ip-reputation = 0, anonymous-ip = 0, common = 1 }
    error_message = "The spec says which rules only count."
  }
}

run "a_name_too_long_for_a_load_balancer_is_refused" {
  command = plan
  plan_options { target = [aws_lb.this] }
  variables { name = "a-platform-with-a-long-name-ingress" }
  expect_failures = [var.name]
}

run "a_name_that_aws_keeps_for_itself_is_refused" {
  command = plan
  plan_options { target = [aws_lb.this] }
  variables { name = "internal-ingress" }
  expect_failures = [var.name]
}

run "a_name_too_long_for_the_log_bucket_is_refused" {
  command = plan
  variables {
    name   = "a-platform-of-32-letters-ingress"
    region = "ap-southeast-2"
  }
  expect_failures = [var.name]
}

run "one_subnet_is_refused" {
  command = plan
  plan_options { target = [aws_lb.this] }
  variables { public_subnet_ids = ["subnet-a"] }
  expect_failures = [var.public_subnet_ids]
}

run "two_targets_cannot_both_take_the_rest" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { storefront = {}, admin = {} } }
  expect_failures = [var.targets]
}

run "somebody_must_take_the_rest" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { admin = { hosts = ["admin.example.com"], priority = 20 } } }
  expect_failures = [var.targets]
}

run "a_target_s_name_must_fit_a_target_group" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { the-main-storefront = {} } }
  expect_failures = [var.targets]
}

run "a_target_speaks_http_or_https" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { default = { protocol = "TCP" } } }
  expect_failures = [var.targets]
}

run "a_port_is_a_port" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { default = { port = 70000 } } }
  expect_failures = [var.targets]
}

run "a_health_path_starts_with_a_slash" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { default = { health = "healthz" } } }
  expect_failures = [var.targets]
}

run "draining_takes_an_hour_at_most" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { default = { drain_seconds = 7200 } } }
  expect_failures = [var.targets]
}

run "a_rule_needs_a_priority" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { default = {}, admin = { hosts = ["admin.example.com"] } } }
  expect_failures = [var.targets]
}

run "two_rules_cannot_have_one_priority" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { default = {}, admin = { hosts = ["admin.example.com"], priority = 1 }, api = { paths = ["/api/*"], priority = 1 } } }
  expect_failures = [var.targets]
}

run "a_rule_holds_five_hosts_and_paths" {
  command = plan
  plan_options { target = [aws_lb_target_group.this] }
  variables { targets = { default = {}, api = { paths = ["/1", "/2", "/3", "/4", "/5", "/6"], priority = 1 } } }
  expect_failures = [var.targets]
}

run "a_policy_that_shuts_out_route_53_is_refused" {
  command = plan
  plan_options { target = [aws_lb_listener.https] }
  variables { tls_policy = "ELBSecurityPolicy-TLS13-1-3-2021-06" }
  expect_failures = [var.tls_policy]
}

run "retention_is_one_of_cloudwatch_s_steps" {
  command = plan
  variables { log_retention_days = 366 }
  expect_failures = [var.log_retention_days]
}

run "role_is_primary_or_standby" {
  command = plan
  variables { role = "us-west-2" }
  expect_failures = [var.role]
}
