mock_provider "aws" {}

variables {
  all_cluster_security_group_id = { eks = "sg-11111111" }
  database_subnet_ids           = ["subnet-a", "subnet-b", "subnet-c"]
  engine                        = { version = "16.8" }
  foundation_key_arn            = "arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111"
  instances                     = { writer = { class = "db.r7g.xlarge" }, reader = { class = "db.r7g.large" } }
  name                          = "shop-orders"
  objectives                    = { rto_seconds = 3600, rpo_seconds = 60, decision = "manual" }
  peer_region                   = "us-west-2"
  platform                      = "shop"
  role                          = "primary"
  role_arn_prefix               = "arn:aws:iam::111122223333:role/shop-"
  strategy                      = "warm_standby"
  vpc_id                        = "vpc-11111111"
}

run "the_primary_makes_the_global_cluster_and_all_its_instances" {
  command = plan

  assert {
    condition     = aws_rds_global_cluster.this[0].global_cluster_identifier == "shop-orders"
    error_message = "The primary creates the global cluster, under the component's name."
  }
  assert {
    condition     = aws_rds_global_cluster.this[0].deletion_protection && aws_rds_global_cluster.this[0].storage_encrypted
    error_message = "The global cluster is protected and encrypted."
  }
  assert {
    condition     = toset([for instance in aws_rds_cluster_instance.this : instance.identifier]) == toset(["shop-orders-writer", "shop-orders-reader"])
    error_message = "Instances are named <name>-<key>."
  }
}

run "only_the_primary_sets_what_replication_brings" {
  command = plan

  assert {
    condition     = aws_rds_cluster.this.database_name == "app" && aws_rds_cluster.this.master_username == "dbadmin" && aws_rds_cluster.this.master_password_wo_version == 1
    error_message = "The primary's cluster makes the database and its master user."
  }
  assert {
    condition     = aws_rds_cluster.this.source_region == null && aws_rds_cluster.this.replication_source_identifier == null
    error_message = "The primary replicates from nowhere."
  }
}

run "the_standby_joins_by_name" {
  command = plan

  variables {
    role        = "standby"
    peer_region = "us-east-1"
  }

  assert {
    condition     = length(aws_rds_global_cluster.this) == 0
    error_message = "The standby never creates a global cluster."
  }
  assert {
    condition     = aws_rds_cluster.this.global_cluster_identifier == "shop-orders" && aws_rds_cluster.this.source_region == "us-east-1"
    error_message = "Name and source region are computed, nothing is handed over."
  }
  assert {
    condition     = aws_rds_cluster.this.replication_source_identifier == null && aws_rds_cluster.this.master_password_wo_version == null
    error_message = "A secondary takes neither a replication source nor a master password."
  }
}

run "the_regions_differ_in_nothing_that_serves" {
  command = plan

  variables {
    role = "standby"
  }

  assert {
    condition     = aws_rds_cluster.this.backup_retention_period == 14 && aws_rds_cluster.this.deletion_protection && aws_rds_cluster.this.copy_tags_to_snapshot
    error_message = "Backups and protection exist in both regions."
  }
  assert {
    condition     = aws_rds_cluster.this.db_cluster_parameter_group_name == "shop-orders-pg16" && aws_rds_cluster_parameter_group.this.family == "aurora-postgresql16"
    error_message = "The standby has its own parameter group: none is inherited on promotion."
  }
  assert {
    condition     = aws_rds_cluster.this.tags["drgen:backup"] == "shop"
    error_message = "Backup plans select the cluster by tag."
  }
  assert {
    condition     = aws_rds_cluster.this.kms_key_id == var.foundation_key_arn && aws_cloudwatch_log_group.this.kms_key_id == var.foundation_key_arn
    error_message = "Everything is under the region's own key."
  }
}

run "tls_is_forced" {
  command = plan

  assert {
    condition     = contains([for parameter in aws_rds_cluster_parameter_group.this.parameter : "${parameter.name}=${parameter.value}"], "rds.force_ssl=1")
    error_message = "Clients without TLS are refused."
  }
}

run "parameters_are_added_and_override_the_logging" {
  command = plan

  variables {
    parameters = { "shared_preload_libraries" = "pg_cron", "log_statement" = "all" }
  }

  assert {
    condition = toset([for parameter in aws_rds_cluster_parameter_group.this.parameter : "${parameter.name}=${parameter.value}"]) == toset([
      "log_min_duration_statement=1000", "log_statement=all", "rds.force_ssl=1", "shared_preload_libraries=pg_cron",
    ])
    error_message = "Each parameter is set once."
  }
}

run "the_database_opens_to_the_sibling_clusters_only" {
  command = plan

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.this : "${rule.referenced_security_group_id}:${rule.from_port}"] == ["sg-11111111:5432"]
    error_message = "One rule a cluster, on PostgreSQL's port."
  }
}

run "a_hot_standby_runs_every_instance" {
  command = plan

  variables {
    role     = "standby"
    strategy = "hot_standby"
  }

  assert {
    condition     = keys(aws_rds_cluster_instance.this) == ["reader", "writer"]
    error_message = "A hot standby is as large as the primary."
  }
}

run "a_warm_standby_runs_the_first_instance_by_name" {
  command = plan

  variables {
    role = "standby"
  }

  assert {
    condition     = keys(aws_rds_cluster_instance.this) == ["reader"]
    error_message = "One instance is enough to be promoted."
  }
}

run "a_pilot_light_has_storage_and_no_instances" {
  command = plan

  variables {
    role     = "standby"
    strategy = "pilot_light"
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 0
    error_message = "A pilot light runs no instances."
  }
}

run "a_standby_that_is_present_in_backup_restore_has_no_instances" {
  command = plan

  variables {
    role     = "standby"
    strategy = "backup_restore"
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 0
    error_message = "Nothing runs that the strategy does not ask for."
  }
}

run "the_standby_block_decides_over_the_strategy" {
  command = plan

  variables {
    role              = "standby"
    standby_instances = { writer = { class = "db.r7g.2xlarge" } }
  }

  assert {
    condition     = { for name, instance in aws_rds_cluster_instance.this : name => instance.instance_class } == { writer = "db.r7g.2xlarge" }
    error_message = "standby.instances replaces what the strategy implies."
  }
}

run "the_standby_block_may_ask_for_none" {
  command = plan

  variables {
    role              = "standby"
    standby_instances = {}
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 0
    error_message = "standby.instances: {} is a cluster without instances."
  }
}

run "the_standby_block_does_not_touch_the_primary" {
  command = plan

  variables {
    standby_instances = {}
  }

  assert {
    condition     = length(aws_rds_cluster_instance.this) == 2
    error_message = "The primary runs what instances says."
  }
}

run "instances_that_a_failover_started_stay" {
  command = plan

  variables {
    role               = "standby"
    strategy           = "pilot_light"
    observed_instances = { writer = { class = "db.r7g.xlarge" } }
  }

  assert {
    condition     = aws_rds_cluster_instance.this["writer"].identifier == "shop-orders-writer" && aws_rds_cluster_instance.this["writer"].instance_class == "db.r7g.xlarge"
    error_message = "Observed instances are kept under the names that the failover gave them."
  }
}

run "the_lag_is_watched_in_milliseconds_against_the_other_region" {
  command = plan

  assert {
    condition     = output.replication_lag.threshold == 60000 && output.replication_lag.dimensions == tomap({ DBClusterIdentifier = "shop-orders", SourceRegion = "us-west-2" })
    error_message = "The threshold is the RPO; the source is always the other region, whichever serves."
  }
}

run "a_region_whose_instances_are_all_down_rings" {
  command = plan

  assert {
    condition     = output.health_alarm.metric_name == "EngineUptime" && output.health_alarm.comparison_operator == "LessThanThreshold" && output.health_alarm.dimensions == tomap({ DBClusterIdentifier = "shop-orders" })
    error_message = "No instance that is up, no reading."
  }
}

run "a_region_without_instances_is_not_ill" {
  command = plan

  variables {
    role     = "standby"
    strategy = "pilot_light"
  }

  assert {
    condition     = output.health_alarm.metric_name == ""
    error_message = "A pilot light waits with storage only."
  }
}

run "the_secret_has_the_components_name" {
  command = plan

  assert {
    condition     = output.secret_name == "shop-orders" && output.cluster_id == "shop-orders"
    error_message = "Names are computed on both sides."
  }
}

run "backups_of_zero_days_are_refused" {
  command = plan

  variables {
    backup_retention_days = 0
  }

  expect_failures = [var.backup_retention_days]
}

run "a_reserved_database_name_is_refused" {
  command = plan

  variables {
    database_name = "postgres"
  }

  expect_failures = [var.database_name]
}

run "a_major_version_alone_is_refused" {
  command = plan

  variables {
    engine = { version = "16" }
  }

  expect_failures = [var.engine]
}

run "a_cluster_without_instances_is_refused" {
  command = plan

  variables {
    instances = {}
  }

  expect_failures = [var.instances]
}

run "a_burstable_class_is_refused" {
  command = plan

  variables {
    instances = { writer = { class = "db.t4g.medium" } }
  }

  expect_failures = [var.standby_instances]
}

run "an_instance_name_that_rds_refuses_is_refused" {
  command = plan

  variables {
    instances = { Writer_1 = { class = "db.r7g.large" } }
  }

  expect_failures = [var.standby_instances]
}

run "an_instance_name_that_makes_the_identifier_too_long_is_refused" {
  command = plan

  variables {
    instances = { the-writer-that-takes-every-order-which-the-shops-ever-place = { class = "db.r7g.large" } }
  }

  expect_failures = [var.standby_instances]
}

run "a_reserved_master_username_is_refused" {
  command = plan

  variables {
    master_username = "admin"
  }

  expect_failures = [var.master_username]
}

run "a_name_that_ends_in_a_hyphen_is_refused" {
  command = plan

  variables {
    name = "shop-orders-"
  }

  expect_failures = [var.name]
}

run "a_name_that_is_too_long_is_refused" {
  command = plan

  variables {
    name = "shop-orders-of-everything-that-anybody-ever-bought-in-our-shops"
  }

  expect_failures = [var.name]
}

run "switching_tls_off_is_refused" {
  command = plan

  variables {
    parameters = { "rds.force_ssl" = "0" }
  }

  expect_failures = [var.parameters]
}

run "stalling_commits_for_the_standby_is_refused" {
  command = plan

  variables {
    parameters = { "rds.global_db_rpo" = "60" }
  }

  expect_failures = [var.parameters]
}

run "an_unknown_role_is_refused" {
  command = plan

  variables {
    role = "secondary"
  }

  expect_failures = [var.role]
}

run "a_burstable_class_in_the_standby_block_is_refused" {
  command = plan

  variables {
    role              = "standby"
    standby_instances = { writer = { class = "db.t4g.medium" } }
  }

  expect_failures = [var.standby_instances]
}
