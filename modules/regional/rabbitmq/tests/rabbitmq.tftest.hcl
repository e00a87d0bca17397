mock_provider "aws" {}

variables {
  all_cluster_security_group_id = { eks = "sg-11111111" }
  broker_password               = "correct horse battery"
  database_subnet_ids           = ["subnet-a", "subnet-b", "subnet-c"]
  engine                        = { version = "3.13" }
  foundation_key_arn            = "arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111"
  hosted                        = "amazon_mq"
  name                          = "shop-events"
  peer_cidr                     = "10.1.0.0/16"
  queues                        = { orders = { durable = true, link = "shovel" }, mail = { durable = false, link = "none", because = "resent nightly" } }
  vpc_id                        = "vpc-11111111"
}

run "the_broker_is_a_private_cluster_under_our_key" {
  command = plan

  assert {
    condition     = aws_mq_broker.this[0].deployment_mode == "CLUSTER_MULTI_AZ" && !aws_mq_broker.this[0].publicly_accessible && length(aws_mq_broker.this[0].subnet_ids) == 3
    error_message = "Three nodes in three zones, reachable from the VPC only."
  }
  assert {
    condition     = aws_mq_broker.this[0].encryption_options[0].kms_key_id == var.foundation_key_arn && aws_mq_broker.this[0].logs[0].general
    error_message = "Disks are under the region's key, logs are delivered."
  }
}

run "a_single_instance_takes_one_subnet" {
  command = plan

  variables {
    deployment_mode = "SINGLE_INSTANCE"
  }

  assert {
    condition     = aws_mq_broker.this[0].subnet_ids == toset(["subnet-a"])
    error_message = "Amazon MQ wants exactly one subnet for one node."
  }
}

run "the_broker_opens_to_the_sibling_clusters_only" {
  command = plan

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.amqps : "${rule.referenced_security_group_id}:${rule.from_port}"] == ["sg-11111111:5671"]
    error_message = "One rule a cluster, on AMQP over TLS."
  }
  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.management : "${rule.referenced_security_group_id}:${rule.from_port}"] == ["sg-11111111:443"]
    error_message = "One rule a cluster, on the management API."
  }
}

run "the_other_regions_mover_reaches_a_linked_broker" {
  command = plan

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.mover : "${rule.cidr_ipv4}:${rule.from_port}"] == ["10.1.0.0/16:5671"]
    error_message = "The other region's range, on AMQP over TLS."
  }
}

run "nothing_of_the_other_region_reaches_a_broker_without_links" {
  command = plan

  variables {
    queues = { mail = { durable = false, link = "none", because = "resent nightly" } }
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.mover) == 0
    error_message = "Without links there is no mover."
  }
}

run "the_user_has_the_given_password" {
  command = plan

  assert {
    condition     = one([for user in aws_mq_broker.this[0].user : "${user.username}:${nonsensitive(user.password)}"]) == "drgen:correct horse battery"
    error_message = "The broker is born with the password of the secret."
  }
}

run "a_plan_without_a_password_cannot_make_a_broker" {
  command = plan

  variables {
    broker_password = ""
  }

  assert {
    condition     = alltrue([for user in aws_mq_broker.this[0].user : can(regex("[:=]", nonsensitive(user.password)))])
    error_message = "What stands in for the password must be one that Amazon MQ refuses."
  }
}

run "parameters_are_added_to_the_configuration" {
  command = plan

  variables {
    parameters = { "management.restrictions.operator_policy_changes.disabled" = "true" }
  }

  assert {
    condition     = aws_mq_configuration.this[0].data == "consumer_timeout = 1800000\nmanagement.restrictions.operator_policy_changes.disabled = true"
    error_message = "One line a key."
  }
}

run "the_maintenance_window_is_ours_when_given" {
  command = plan

  variables {
    maintenance_window = { day = "SUNDAY", time = "06:00" }
  }

  assert {
    condition     = aws_mq_broker.this[0].maintenance_window_start_time[0].day_of_week == "SUNDAY" && aws_mq_broker.this[0].maintenance_window_start_time[0].time_zone == "UTC"
    error_message = "Windows are in UTC."
  }
}

run "a_silent_broker_is_a_dead_one" {
  command = plan

  assert {
    condition     = output.health_alarm.metric_name == "ExchangeCount" && output.health_alarm.comparison_operator == "LessThanThreshold" && output.health_alarm.dimensions == tomap({ Broker = "shop-events" })
    error_message = "The alarm asks whether the broker reports at all."
  }
}

run "on_kubernetes_nothing_is_made_here" {
  command = plan

  variables {
    broker_password = ""
    engine          = null
    hosted          = "kubernetes"
    queues          = { orders = { durable = true, link = "federation" } }
  }

  assert {
    condition     = length(aws_mq_broker.this) + length(aws_mq_configuration.this) + length(aws_security_group.this) + length(aws_vpc_security_group_ingress_rule.amqps) + length(aws_vpc_security_group_ingress_rule.management) == 0
    error_message = "The manifests host the broker."
  }
  assert {
    condition     = output.endpoint == "" && output.health_alarm.metric_name == "" && output.secret_name == ""
    error_message = "What does not exist is empty, never null."
  }
}

run "a_password_with_a_colon_is_refused" {
  command = plan

  variables {
    broker_password = "correct:horse:battery"
  }

  expect_failures = [var.broker_password]
}

run "a_short_password_is_refused" {
  command = plan

  variables {
    broker_password = "horse"
  }

  expect_failures = [var.broker_password]
}

run "a_mode_of_another_engine_is_refused" {
  command = plan

  variables {
    deployment_mode = "ACTIVE_STANDBY_MULTI_AZ"
  }

  expect_failures = [var.deployment_mode]
}

run "a_patch_version_is_refused" {
  command = plan

  variables {
    engine = { version = "3.13.7" }
  }

  expect_failures = [var.engine]
}

run "a_broker_without_a_version_is_refused" {
  command = plan

  variables {
    engine = null
  }

  expect_failures = [var.engine]
}

run "an_instance_type_of_another_service_is_refused" {
  command = plan

  variables {
    host_instance_type = "cache.m7g.large"
  }

  expect_failures = [var.host_instance_type]
}

run "a_cluster_of_burstable_nodes_is_refused" {
  command = plan

  variables {
    host_instance_type = "mq.t3.micro"
  }

  expect_failures = [var.host_instance_type]
}

run "rabbitmq_4_on_an_old_family_is_refused" {
  command = plan

  variables {
    engine             = { version = "4.2" }
    host_instance_type = "mq.m5.large"
  }

  expect_failures = [var.host_instance_type]
}

run "rabbitmq_4_runs_on_m7g" {
  command = plan

  variables {
    engine = { version = "4.2" }
  }

  assert {
    condition     = aws_mq_broker.this[0].engine_version == "4.2" && aws_mq_configuration.this[0].engine_version == "4.2"
    error_message = "Broker and configuration have one version."
  }
}

run "an_unknown_host_is_refused" {
  command = plan

  variables {
    hosted = "ec2"
  }

  expect_failures = [var.hosted]
}

run "a_name_with_two_hyphens_in_a_row_is_refused" {
  command = plan

  variables {
    name = "shop--events"
  }

  expect_failures = [var.name]
}

run "a_name_that_is_too_long_is_refused" {
  command = plan

  variables {
    name = "shop-events-of-everything-that-ever-happened-to-our"
  }

  expect_failures = [var.name]
}

run "an_unknown_link_is_refused" {
  command = plan

  variables {
    queues = { orders = { durable = true, link = "mirror" } }
  }

  expect_failures = [var.queues]
}

run "a_durable_queue_without_a_link_is_refused" {
  command = plan

  variables {
    queues = { orders = { durable = true, link = "none" } }
  }

  expect_failures = [var.queues]
}

run "federation_between_private_brokers_is_refused" {
  command = plan

  variables {
    queues = { orders = { durable = true, link = "federation" } }
  }

  expect_failures = [var.queues]
}

run "the_user_guest_is_refused" {
  command = plan

  variables {
    username = "guest"
  }

  expect_failures = [var.username]
}
