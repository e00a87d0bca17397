mock_provider "aws" {}

variables {
  active                        = "primary"
  all_cluster_security_group_id = { eks = "sg-11111111" }
  database_subnet_ids           = ["subnet-a", "subnet-b", "subnet-c"]
  durable                       = true
  engine                        = { version = "8.0" }
  foundation_key_arn            = "arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111"
  name                          = "shop-carts"
  node                          = { type = "cache.r7g.large", replicas = 2 }
  objectives                    = { rto_seconds = 3600, rpo_seconds = 60, decision = "manual" }
  peer_region                   = "us-west-2"
  replication                   = "global_datastore"
  role                          = "primary"
  vpc_id                        = "vpc-11111111"
}

run "the_primary_makes_the_datastore_around_its_cache" {
  command = plan

  assert {
    condition     = aws_elasticache_global_replication_group.this[0].global_replication_group_id_suffix == "shop-carts"
    error_message = "The primary creates the datastore."
  }
  assert {
    condition     = length(aws_elasticache_replication_group.member) == 1 && length(aws_elasticache_replication_group.this) == 0
    error_message = "A cache of a datastore is a member, with a member's ignore list."
  }
  assert {
    condition     = aws_elasticache_replication_group.member[0].engine == "valkey" && aws_elasticache_replication_group.member[0].engine_version == "8.0" && aws_elasticache_replication_group.member[0].node_type == "cache.r7g.large"
    error_message = "The first member gives the datastore its engine, version and node type."
  }
  assert {
    condition     = aws_elasticache_replication_group.member[0].transit_encryption_mode == "required" && aws_elasticache_replication_group.member[0].at_rest_encryption_enabled == "true"
    error_message = "TLS is required and disks are encrypted."
  }
}

run "the_standby_joins_and_says_nothing_that_the_datastore_decides" {
  command = plan

  variables {
    role                                = "standby"
    primary_global_replication_group_id = "ldgnf-shop-carts"
  }

  assert {
    condition     = length(aws_elasticache_global_replication_group.this) == 0 && length(aws_elasticache_parameter_group.this) == 0
    error_message = "The standby creates neither a datastore nor parameters."
  }
  assert {
    condition     = aws_elasticache_replication_group.member[0].global_replication_group_id == "ldgnf-shop-carts" && aws_elasticache_replication_group.member[0].replication_group_id == "shop-carts"
    error_message = "It joins what was handed over, under the same name."
  }
  assert {
    condition     = output.global_replication_group_id == "ldgnf-shop-carts"
    error_message = "The standby gives what it joined."
  }
  assert {
    condition     = aws_elasticache_replication_group.member[0].kms_key_id == var.foundation_key_arn && aws_elasticache_replication_group.member[0].num_cache_clusters == 3 && aws_elasticache_replication_group.member[0].snapshot_retention_limit == 7
    error_message = "Key, nodes and snapshots are the region's own."
  }
}

run "a_waiting_member_may_have_fewer_replicas" {
  command = plan

  variables {
    role                                = "standby"
    primary_global_replication_group_id = "ldgnf-shop-carts"
    standby_node                        = { replicas = 1 }
  }

  assert {
    condition     = aws_elasticache_replication_group.member[0].num_cache_clusters == 2
    error_message = "standby.node.replicas is what it holds while it waits."
  }
}

run "a_member_that_serves_has_all_replicas" {
  command = plan

  variables {
    active                              = "standby"
    role                                = "standby"
    primary_global_replication_group_id = "ldgnf-shop-carts"
    standby_node                        = { replicas = 1 }
  }

  assert {
    condition     = aws_elasticache_replication_group.member[0].num_cache_clusters == 3
    error_message = "Who serves has the nodes of the spec."
  }
  assert {
    condition     = aws_elasticache_replication_group.member[0].global_replication_group_id == "ldgnf-shop-carts"
    error_message = "Only capacity follows active."
  }
}

run "the_primary_keeps_its_nodes_while_the_standby_serves" {
  command = plan

  variables {
    active       = "standby"
    standby_node = { replicas = 1 }
  }

  assert {
    condition     = aws_elasticache_replication_group.member[0].num_cache_clusters == 3 && length(aws_elasticache_global_replication_group.this) == 1
    error_message = "The primary is where the platform comes home to."
  }
}

run "a_durable_cache_never_evicts" {
  command = plan

  assert {
    condition     = { for parameter in aws_elasticache_parameter_group.this[0].parameter : parameter.name => parameter.value } == { "maxmemory-policy" = "noeviction" }
    error_message = "A full durable cache refuses writes."
  }
  assert {
    condition     = aws_elasticache_parameter_group.this[0].family == "valkey8" && aws_elasticache_parameter_group.this[0].name == "shop-carts-valkey8"
    error_message = "The family follows engine and major version."
  }
}

run "parameters_override_ours" {
  command = plan

  variables {
    parameters = { "maxmemory-policy" = "volatile-ttl" }
  }

  assert {
    condition     = { for parameter in aws_elasticache_parameter_group.this[0].parameter : parameter.name => parameter.value } == { "maxmemory-policy" = "volatile-ttl" }
    error_message = "Each parameter is set once."
  }
}

run "clients_log_in_through_iam" {
  command = plan

  assert {
    condition     = aws_elasticache_user.this[0].user_id == "shop-carts" && aws_elasticache_user.this[0].user_name == "shop-carts" && aws_elasticache_user.this[0].authentication_mode[0].type == "iam"
    error_message = "IAM wants the user's two names to be equal."
  }
  assert {
    condition     = length(aws_elasticache_user.default) == 0 && output.secret_name == ""
    error_message = "Valkey turns the default user off by itself, and there is no secret."
  }
}

run "a_redis_group_holds_a_default_user_that_can_do_nothing" {
  command = plan

  variables {
    engine = { name = "redis", version = "7.1" }
  }

  assert {
    condition     = aws_elasticache_user.default[0].user_name == "default" && aws_elasticache_user.default[0].access_string == "off -@all"
    error_message = "Redis wants a user named default; ours is off."
  }
  assert {
    condition     = aws_elasticache_user_group.this[0].user_ids == toset(["shop-carts", "shop-carts-off"])
    error_message = "The group holds both."
  }
}

run "without_auth_there_are_no_users" {
  command = plan

  variables {
    auth = "none"
  }

  assert {
    condition     = length(aws_elasticache_user.this) == 0 && length(aws_elasticache_user_group.this) == 0
    error_message = "auth: none makes no user."
  }
  assert {
    condition     = aws_elasticache_replication_group.member[0].transit_encryption_enabled
    error_message = "TLS is required all the same."
  }
}

run "the_cache_opens_to_the_sibling_clusters_only" {
  command = plan

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.this : "${rule.referenced_security_group_id}:${rule.from_port}"] == ["sg-11111111:6379"]
    error_message = "One rule a cluster, on the cache's port."
  }
}

run "r6gd_nodes_tier_their_data" {
  command = plan

  variables {
    node = { type = "cache.r6gd.xlarge" }
  }

  assert {
    condition     = aws_elasticache_replication_group.member[0].data_tiering_enabled
    error_message = "AWS makes r6gd nodes with data tiering only."
  }
}

run "a_warm_cache_stands_alone_in_the_primary" {
  command = plan

  variables {
    durable     = false
    node        = { type = "cache.t4g.small" }
    replication = "warm"
  }

  assert {
    condition     = length(aws_elasticache_replication_group.this) == 1 && length(aws_elasticache_replication_group.member) == 0 && length(aws_elasticache_global_replication_group.this) == 0
    error_message = "No datastore."
  }
  assert {
    condition     = output.global_replication_group_id == "" && output.replication_lag.metric_name == ""
    error_message = "What does not exist is empty, never null."
  }
  assert {
    condition     = length(aws_elasticache_parameter_group.this[0].parameter) == 0
    error_message = "A cache that can be loaded again may evict."
  }
}

run "a_warm_cache_stands_alone_in_the_standby" {
  command = plan

  variables {
    durable      = false
    replication  = "warm"
    role         = "standby"
    standby_node = { type = "cache.t4g.small", replicas = 1 }
  }

  assert {
    condition     = aws_elasticache_replication_group.this[0].engine == "valkey" && aws_elasticache_replication_group.this[0].parameter_group_name == "shop-carts-valkey8"
    error_message = "It joins nothing, so it says everything."
  }
  assert {
    condition     = aws_elasticache_replication_group.this[0].node_type == "cache.t4g.small" && aws_elasticache_replication_group.this[0].num_cache_clusters == 2
    error_message = "It may wait on smaller nodes."
  }
}

run "a_cache_that_starts_empty_serves_full_size" {
  command = plan

  variables {
    active       = "standby"
    durable      = false
    replication  = "none"
    role         = "standby"
    standby_node = { type = "cache.t4g.small", replicas = 1 }
  }

  assert {
    condition     = aws_elasticache_replication_group.this[0].node_type == "cache.r7g.large" && aws_elasticache_replication_group.this[0].num_cache_clusters == 3
    error_message = "Who serves has the nodes of the spec."
  }
}

run "the_lag_is_watched_in_seconds" {
  command = plan

  assert {
    condition     = output.replication_lag.metric_name == "GlobalDatastoreReplicationLag" && output.replication_lag.threshold == 60 && output.replication_lag.dimensions == tomap({ CacheClusterId = "shop-carts-001" })
    error_message = "The threshold is the RPO."
  }
}

run "an_unknown_way_to_log_in_is_refused" {
  command = plan

  variables {
    auth = "token"
  }

  expect_failures = [var.auth]
}

run "durable_data_without_a_datastore_is_refused" {
  command = plan

  variables {
    replication = "warm"
  }

  expect_failures = [var.durable]
}

run "another_engine_is_refused" {
  command = plan

  variables {
    engine = { name = "memcached", version = "1.6" }
  }

  expect_failures = [var.engine]
}

run "a_version_without_iam_users_is_refused" {
  command = plan

  variables {
    engine = { name = "redis", version = "6.2" }
  }

  expect_failures = [var.engine]
}

run "a_name_that_ends_in_a_hyphen_is_refused" {
  command = plan

  variables {
    name = "shop-carts-"
  }

  expect_failures = [var.name]
}

run "a_name_that_is_too_long_is_refused" {
  command = plan

  variables {
    name = "shop-carts-of-everybody-who-ever-shop"
  }

  expect_failures = [var.name]
}

run "a_burstable_datastore_is_refused" {
  command = plan

  variables {
    node = { type = "cache.t4g.medium" }
  }

  expect_failures = [var.node]
}

run "a_standby_without_the_datastores_id_is_refused" {
  command = plan

  variables {
    role = "standby"
  }

  expect_failures = [var.primary_global_replication_group_id]
}

run "an_unknown_replication_is_refused" {
  command = plan

  variables {
    durable     = false
    replication = "cold"
  }

  expect_failures = [var.replication]
}

run "an_unknown_role_is_refused" {
  command = plan

  variables {
    role = "secondary"
  }

  expect_failures = [var.role]
}

run "no_snapshots_are_refused" {
  command = plan

  variables {
    snapshot_retention_days = 0
  }

  expect_failures = [var.snapshot_retention_days]
}

run "another_node_type_in_a_datastores_standby_is_refused" {
  command = plan

  variables {
    standby_node = { type = "cache.r7g.xlarge" }
  }

  expect_failures = [var.standby_node]
}

run "a_single_node_is_refused" {
  command = plan

  variables {
    node = { type = "cache.r7g.large", replicas = 0 }
  }

  expect_failures = [var.standby_node]
}

run "a_single_node_in_the_standby_is_refused" {
  command = plan

  variables {
    standby_node = { replicas = 0 }
  }

  expect_failures = [var.standby_node]
}
