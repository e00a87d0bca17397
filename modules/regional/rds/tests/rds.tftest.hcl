mock_provider "aws" {}

variables {
  account_id                    = "111122223333"
  active                        = "primary"
  all_cluster_security_group_id = { eks = "sg-11111111" }
  class                         = "db.m7g.large"
  database_subnet_ids           = ["subnet-a", "subnet-b", "subnet-c"]
  engine                        = { version = "16.8" }
  foundation_key_arn            = "arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111"
  name                          = "shop-reporting"
  objectives                    = { rto_seconds = 7200, rpo_seconds = 900, decision = "manual" }
  partition                     = "aws"
  peer_region                   = "us-west-2"
  platform                      = "shop"
  role                          = "primary"
  role_arn_prefix               = "arn:aws:iam::111122223333:role/shop-"
  strategy                      = "warm_standby"
  vpc_id                        = "vpc-11111111"
}

run "the_primary_makes_the_database" {
  command = plan

  assert {
    condition     = aws_db_instance.this.replicate_source_db == null && aws_db_instance.this.engine == "postgres" && aws_db_instance.this.engine_version == "16.8"
    error_message = "The primary replicates from nowhere and has the spec's version."
  }
  assert {
    condition     = aws_db_instance.this.db_name == "app" && aws_db_instance.this.username == "dbadmin" && aws_db_instance.this.password_wo_version == 1
    error_message = "The primary makes the database and its master user."
  }
  assert {
    condition     = aws_db_instance.this.manage_master_user_password == null
    error_message = "An instance with a managed master password cannot be replicated."
  }
}

run "the_standby_is_a_replica_of_the_same_name" {
  command = plan

  variables {
    role        = "standby"
    peer_region = "us-east-1"
  }

  assert {
    condition     = aws_db_instance.this.replicate_source_db == "arn:aws:rds:us-east-1:111122223333:db:shop-reporting"
    error_message = "The source's ARN is computed, nothing is handed over."
  }
  assert {
    condition     = aws_db_instance.this.identifier == "shop-reporting"
    error_message = "Both regions have the same identifier: a failback rebuilds by name."
  }
  assert {
    condition     = aws_db_instance.this.password_wo_version == null
    error_message = "A replica has its source's password."
  }
}

run "the_standby_can_be_promoted_at_any_time" {
  command = plan

  variables {
    role = "standby"
  }

  assert {
    condition     = aws_db_instance.this.backup_retention_period == 14 && aws_db_instance.this.multi_az && aws_db_instance.this.deletion_protection
    error_message = "The replica has backups, Multi-AZ and protection of its own."
  }
  assert {
    condition     = aws_db_instance.this.parameter_group_name == "shop-reporting-pg16" && aws_db_parameter_group.this.family == "postgres16"
    error_message = "The replica has the primary's parameters."
  }
  assert {
    condition     = aws_db_instance.this.kms_key_id == var.foundation_key_arn && alltrue([for group in aws_cloudwatch_log_group.this : group.kms_key_id == var.foundation_key_arn])
    error_message = "An encrypted replica in another region needs that region's key."
  }
  assert {
    condition     = aws_db_instance.this.tags["drgen:backup"] == "shop"
    error_message = "Backup plans select the instance by tag."
  }
}

run "a_dead_standby_cannot_fill_the_primarys_disk" {
  command = plan

  assert {
    condition     = contains([for parameter in aws_db_parameter_group.this.parameter : "${parameter.name}=${parameter.value}"], "max_slot_wal_keep_size=25600")
    error_message = "A slot holds back at most a quarter of the disk."
  }
}

run "a_small_standby_takes_as_many_connections_as_its_source" {
  command = plan

  variables {
    role     = "standby"
    strategy = "pilot_light"
  }

  assert {
    condition = toset([for parameter in aws_db_parameter_group.this.parameter : "${parameter.name}=${parameter.value}" if contains(keys(local.hot_standby), parameter.name)]) == toset([
      "max_connections=400", "max_locks_per_transaction=64", "max_prepared_transactions=0", "max_wal_senders=20", "max_worker_processes=16",
    ])
    error_message = "What PostgreSQL compares with the source does not come from the class."
  }
}

run "the_source_has_the_same_limits" {
  command = plan

  assert {
    condition     = alltrue([for name, value in local.hot_standby : contains([for parameter in aws_db_parameter_group.this.parameter : "${parameter.name}=${parameter.value}"], "${name}=${value}")])
    error_message = "Both regions have one set."
  }
}

run "a_disk_that_fills_up_rings" {
  command = plan

  assert {
    condition     = output.health_alarm.metric_name == "FreeStorageSpace" && output.health_alarm.comparison_operator == "LessThanThreshold" && output.health_alarm.threshold == 10737418240
    error_message = "Below a tenth of 100 GiB."
  }
}

run "a_limit_that_follows_the_class_is_refused" {
  command = plan

  variables {
    parameters = { "max_connections" = "LEAST({DBInstanceClassMemory/9531392},5000)" }
  }

  expect_failures = [var.parameters]
}

run "tls_is_forced" {
  command = plan

  assert {
    condition     = [for parameter in aws_db_parameter_group.this.parameter : parameter if parameter.name == "rds.force_ssl"][0].value == "1"
    error_message = "Clients without TLS are refused."
  }
}

run "parameters_are_added_and_override_ours" {
  command = plan

  variables {
    parameters = { "shared_preload_libraries" = "pg_cron", "max_connections" = "800", "max_slot_wal_keep_size" = "4096", "log_statement" = "all", "log_min_duration_statement" = "250" }
  }

  assert {
    condition = toset([for parameter in aws_db_parameter_group.this.parameter : "${parameter.name}=${parameter.value}"]) == toset([
      "log_min_duration_statement=250", "log_statement=all", "max_connections=800", "max_locks_per_transaction=64", "max_prepared_transactions=0",
      "max_slot_wal_keep_size=4096", "max_wal_senders=20", "max_worker_processes=16", "rds.force_ssl=1", "shared_preload_libraries=pg_cron",
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

run "a_pilot_light_waits_small" {
  command = plan

  variables {
    role     = "standby"
    strategy = "pilot_light"
  }

  assert {
    condition     = aws_db_instance.this.instance_class == "db.t4g.medium"
    error_message = "While it waits, a pilot light only has to keep up."
  }
}

run "a_pilot_light_that_serves_is_full_size" {
  command = plan

  variables {
    active   = "standby"
    role     = "standby"
    strategy = "pilot_light"
  }

  assert {
    condition     = aws_db_instance.this.instance_class == "db.m7g.large"
    error_message = "Who serves has the class of the spec."
  }
  assert {
    condition     = aws_db_instance.this.replicate_source_db != null
    error_message = "Only capacity follows active: the source stays in the configuration, and is ignored."
  }
}

run "a_warm_standby_waits_full_size" {
  command = plan

  variables {
    role = "standby"
  }

  assert {
    condition     = aws_db_instance.this.instance_class == "db.m7g.large"
    error_message = "Only a pilot light is small unless the standby block says so."
  }
}

run "a_hot_standby_waits_full_size" {
  command = plan

  variables {
    role     = "standby"
    strategy = "hot_standby"
  }

  assert {
    condition     = aws_db_instance.this.instance_class == "db.m7g.large"
    error_message = "Only a pilot light is small unless the standby block says so."
  }
}

run "the_standby_block_decides_while_it_waits" {
  command = plan

  variables {
    role          = "standby"
    standby_class = "db.t4g.large"
  }

  assert {
    condition     = aws_db_instance.this.instance_class == "db.t4g.large"
    error_message = "standby.class is the class of the waiting standby."
  }
}

run "the_standby_block_ends_when_the_standby_serves" {
  command = plan

  variables {
    active        = "standby"
    role          = "standby"
    standby_class = "db.t4g.large"
  }

  assert {
    condition     = aws_db_instance.this.instance_class == "db.m7g.large"
    error_message = "Who serves has the class of the spec."
  }
}

run "the_primary_keeps_its_class_while_the_standby_serves" {
  command = plan

  variables {
    active        = "standby"
    standby_class = "db.t4g.large"
    strategy      = "pilot_light"
  }

  assert {
    condition     = aws_db_instance.this.instance_class == "db.m7g.large"
    error_message = "The primary is where the platform comes home to."
  }
}

run "the_lag_is_watched_in_seconds" {
  command = plan

  assert {
    condition     = output.replication_lag.threshold == 900 && output.replication_lag.dimensions == tomap({ DBInstanceIdentifier = "shop-reporting" })
    error_message = "The threshold is the RPO, the instance this region's own."
  }
}

run "names_are_computed" {
  command = plan

  assert {
    condition     = output.secret_name == "shop-reporting" && output.instance_id == "shop-reporting"
    error_message = "Secret and instance have the component's name."
  }
}

run "backups_of_zero_days_are_refused" {
  command = plan

  variables {
    backup_retention_days = 0
  }

  expect_failures = [var.backup_retention_days]
}

run "a_class_of_another_service_is_refused" {
  command = plan

  variables {
    class = "m7g.large"
  }

  expect_failures = [var.class]
}

run "a_reserved_database_name_is_refused" {
  command = plan

  variables {
    database_name = "postgres"
  }

  expect_failures = [var.database_name]
}

run "a_version_without_a_slot_limit_is_refused" {
  command = plan

  variables {
    engine = { version = "12.22" }
  }

  expect_failures = [var.engine]
}

run "a_reserved_master_username_is_refused" {
  command = plan

  variables {
    master_username = "rdsadmin"
  }

  expect_failures = [var.master_username]
}

run "a_name_with_two_hyphens_in_a_row_is_refused" {
  command = plan

  variables {
    name = "shop--reporting"
  }

  expect_failures = [var.name]
}

run "a_name_that_is_too_long_is_refused" {
  command = plan

  variables {
    name = "shop-reporting-of-everything-that-anybody-ever-bought-in-our-shops"
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

run "a_slot_without_a_limit_is_refused" {
  command = plan

  variables {
    parameters = { "max_slot_wal_keep_size" = "-1" }
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

run "a_standby_class_of_another_service_is_refused" {
  command = plan

  variables {
    standby_class = "t4g.medium"
  }

  expect_failures = [var.standby_class]
}

run "storage_below_the_minimum_is_refused" {
  command = plan

  variables {
    storage = { gib = 10 }
  }

  expect_failures = [var.storage]
}

run "storage_that_cannot_grow_is_refused" {
  command = plan

  variables {
    storage = { gib = 100, max_gib = 105 }
  }

  expect_failures = [var.storage]
}

run "storage_of_a_previous_generation_is_refused" {
  command = plan

  variables {
    storage = { type = "standard" }
  }

  expect_failures = [var.storage]
}

run "io2_without_iops_is_refused" {
  command = plan

  variables {
    storage = { type = "io2" }
  }

  expect_failures = [var.storage]
}

run "iops_on_a_small_gp3_volume_are_refused" {
  command = plan

  variables {
    storage = { iops = 6000 }
  }

  expect_failures = [var.storage]
}
