# Every policy here must fail its resource, and checkov's own checks the bucket: one that does not was not at work.

resource "aws_elasticache_user" "a_cache_user_without_a_password_may_do_nothing" {
  engine        = "redis"
  user_id       = "u"
  user_name     = "u"
  access_string = "on ~* +@all"

  authentication_mode {
    type = "no-password-required"
  }
}

resource "aws_cloudwatch_composite_alarm" "a_composite_alarm_tells_somebody" {
  alarm_name = "x"
  alarm_rule = "ALARM(y)"
}

resource "aws_route53_record" "a_failover_record_is_forgotten_within_a_minute" {
  name           = "shop.example.com"
  records        = ["192.0.2.1"]
  set_identifier = "x"
  ttl            = 300
  type           = "A"
  zone_id        = "Z1"

  failover_routing_policy {
    type = "SECONDARY"
  }
}

resource "aws_flow_log" "a_flow_log_records_all_traffic" {
  traffic_type = "ACCEPT"
  vpc_id       = "vpc-1"
}

resource "aws_route53_health_check" "a_health_check_decides_within_two_minutes" {
  failure_threshold = 10
  fqdn              = "a.example.com"
  request_interval  = 30
  type              = "HTTPS"
}

resource "aws_route53_health_check" "a_health_check_is_in_force" {
  disabled = true
  fqdn     = "a.example.com"
  type     = "HTTPS"
}

resource "aws_kms_alias" "a_key_alias_names_no_region" {
  name          = "alias/shop-prod-us-west-2"
  target_key_id = "1"
}

resource "aws_lb_listener_rule" "a_listener_rule_names_its_priority" {
  listener_arn = "arn"

  action {
    target_group_arn = "arn"
    type             = "forward"
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_route53_health_check" "a_metric_health_check_says_what_silence_means" {
  cloudwatch_alarm_name   = "latch"
  cloudwatch_alarm_region = "us-west-2"
  type                    = "CLOUDWATCH_METRIC"
}

resource "aws_nat_gateway" "a_nat_gateway_leads_out" {
  allocation_id     = "eipalloc-1"
  connectivity_type = "private"
  subnet_id         = "subnet-1"
}

resource "aws_vpc_peering_connection" "a_peering_is_accepted_by_the_other_region" {
  auto_accept = true
  peer_region = "us-west-2"
  peer_vpc_id = "vpc-2"
  vpc_id      = "vpc-1"
}

resource "aws_route53_record" "a_primary_record_has_a_health_check" {
  name           = "shop.example.com"
  records        = ["192.0.2.1"]
  set_identifier = "x"
  ttl            = 60
  type           = "A"
  zone_id        = "Z1"

  failover_routing_policy {
    type = "PRIMARY"
  }
}

resource "aws_kms_replica_key" "a_replica_key_is_deleted_slowly" {
  primary_key_arn         = "arn"
  deletion_window_in_days = 7
}

resource "aws_kms_replica_key" "a_replica_key_is_enabled" {
  primary_key_arn = "arn"
  enabled         = false
}

resource "aws_route53recoverycontrolconfig_safety_rule" "a_safety_rule_keeps_one_region_on" {
  asserted_controls = ["arn"]
  control_panel_arn = "arn"
  name              = "x"
  wait_period_ms    = 5000

  rule_config {
    inverted  = false
    threshold = 0
    type      = "ATLEAST"
  }
}

resource "aws_route53_record" "a_secondary_record_has_no_health_check" {
  health_check_id = "1"
  name            = "shop.example.com"
  records         = ["192.0.2.1"]
  set_identifier  = "x"
  ttl             = 60
  type            = "A"
  zone_id         = "Z1"

  failover_routing_policy {
    type = "SECONDARY"
  }
}

resource "aws_secretsmanager_secret_policy" "a_secret_policy_shuts_out_the_public" {
  policy     = "{}"
  secret_arn = "arn"
}

resource "aws_elasticache_serverless_cache" "a_serverless_cache_keeps_snapshots" {
  engine = "redis"
  name   = "x"
}

resource "aws_db_subnet_group" "a_subnet_group_spans_two_zones" {
  subnet_ids = ["subnet-1"]
}

resource "aws_s3_bucket_logging" "access_logs_of_a_bucket_have_a_prefix" {
  bucket        = "a"
  target_bucket = "logs"
  target_prefix = ""
}

resource "aws_eks_addon" "an_addon_is_pinned" {
  addon_name   = "coredns"
  cluster_name = "x"
}

resource "aws_cloudwatch_event_rule" "an_event_rule_is_enabled" {
  schedule_expression = "rate(1 minute)"
  state               = "DISABLED"
}

resource "aws_vpc_endpoint" "an_interface_endpoint_answers_to_the_usual_name" {
  service_name      = "com.amazonaws.us-east-1.sts"
  vpc_endpoint_type = "Interface"
  vpc_id            = "vpc-1"
}

resource "aws_backup_plan" "every_backup_rule_copies_to_another_vault" {
  name = "x"

  rule {
    rule_name         = "daily"
    target_vault_name = "here"
  }
}

resource "aws_ecr_replication_configuration" "image_replication_names_a_destination" {
  replication_configuration {}
}

resource "aws_vpc_peering_connection_options" "peering_resolves_private_names" {
  vpc_peering_connection_id = "pcx-1"

  requester {
    allow_remote_vpc_dns_resolution = false
  }
}

resource "aws_elasticache_global_replication_group" "what_joins_the_regions_is_never_destroyed" {
  global_replication_group_id_suffix = "x"
  primary_replication_group_id       = "y"
}

resource "aws_s3_bucket" "built_in" {
  bucket = "canary"
}
