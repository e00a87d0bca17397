locals {
  is_datastore = var.replication == "global_datastore"
  is_joining   = local.is_datastore && var.role == "standby"
  is_waiting   = var.role == "standby" && var.active == "primary"
  family       = "${var.engine.name}${split(".", var.engine.version)[0]}"

  group     = concat(aws_elasticache_replication_group.member, aws_elasticache_replication_group.this)[0]
  node_type = local.is_waiting ? coalesce(try(var.standby_node.type, null), var.node.type) : var.node.type
  replicas  = local.is_waiting ? coalesce(try(var.standby_node.replicas, null), var.node.replicas) : var.node.replicas

  # Of the member that founds a datastore; who joins is refused when it says them, and gets them all the same.
  encryption = var.role == "standby" ? {} : { at_rest = true, in_transit = true }

  # A full cache that evicts loses data without saying so: a durable one refuses writes instead.
  parameters = merge(var.durable ? { "maxmemory-policy" = "noeviction" } : {}, var.parameters)

  user_group_ids = var.auth == "iam" ? [aws_elasticache_user_group.this[0].user_group_id] : null
}

resource "aws_elasticache_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.database_subnet_ids
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "Cache ${var.name}"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = var.all_cluster_security_group_id

  security_group_id            = aws_security_group.this.id
  description                  = "${var.engine.name} from ${each.key}"
  referenced_security_group_id = each.value
  from_port                    = 6379
  to_port                      = 6379
  ip_protocol                  = "tcp"
}

# Users belong to a region and are not replicated: each region makes its own, under the same names.
resource "aws_elasticache_user" "this" {
  count = var.auth == "iam" ? 1 : 0

  user_id       = var.name
  user_name     = var.name # IAM wants both names to be equal
  engine        = var.engine.name
  access_string = "on ~* +@all"

  authentication_mode {
    type = "iam"
  }
}

# A redis group must hold a user named default: this one can do nothing. Valkey needs none and turns its own off.
resource "aws_elasticache_user" "default" {
  count = var.auth == "iam" && var.engine.name == "redis" ? 1 : 0

  user_id       = "${var.name}-off"
  user_name     = "default"
  engine        = var.engine.name
  access_string = "off -@all"

  authentication_mode {
    type = "no-password-required"
  }
}

resource "aws_elasticache_user_group" "this" {
  count = var.auth == "iam" ? 1 : 0

  user_group_id = var.name
  engine        = var.engine.name
  user_ids      = concat(aws_elasticache_user.this[*].user_id, aws_elasticache_user.default[*].user_id)
}

resource "aws_elasticache_parameter_group" "this" {
  count = local.is_joining ? 0 : 1 # who joins takes the datastore's

  name   = "${var.name}-${local.family}"
  family = local.family

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name  = parameter.key
      value = parameter.value
    }
  }

  # A major upgrade needs the next group beside this one.
  lifecycle {
    create_before_destroy = true
  }
}

# A cache of its own: `warm` and `none`. Terraform sizes and upgrades it, so nothing is ignored.
resource "aws_elasticache_replication_group" "this" {
  count = local.is_datastore ? 0 : 1

  replication_group_id       = var.name
  description                = "${var.name}: ${var.replication == "warm" ? "loaded by the warm job" : "starts empty"}"
  engine                     = var.engine.name
  engine_version             = var.engine.version
  node_type                  = local.node_type
  num_cache_clusters         = local.replicas + 1
  parameter_group_name       = aws_elasticache_parameter_group.this[0].name
  apply_immediately          = true # a resize after a failover cannot wait for the maintenance window
  at_rest_encryption_enabled = true
  auto_minor_version_upgrade = false # a version that AWS raised by itself would be planned back, by replacement
  automatic_failover_enabled = true
  kms_key_id                 = var.foundation_key_arn
  maintenance_window         = var.windows.maintenance
  multi_az_enabled           = true
  security_group_ids         = [aws_security_group.this.id]
  snapshot_retention_limit   = var.snapshot_retention_days
  snapshot_window            = var.windows.snapshot
  subnet_group_name          = aws_elasticache_subnet_group.this.name
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  user_group_ids             = local.user_group_ids
}

# A member of a global datastore, in either region. Who joins takes what is null here from the datastore: AWS refuses to be told.
resource "aws_elasticache_replication_group" "member" {
  count = local.is_datastore ? 1 : 0

  replication_group_id        = var.name
  description                 = "${var.name}: member of a global datastore"
  global_replication_group_id = local.is_joining ? var.primary_global_replication_group_id : null
  engine                      = local.is_joining ? null : var.engine.name
  engine_version              = local.is_joining ? null : var.engine.version
  node_type                   = local.is_joining ? null : var.node.type
  num_cache_clusters          = local.replicas + 1
  parameter_group_name        = local.is_joining ? null : aws_elasticache_parameter_group.this[0].name
  apply_immediately           = true # a resize after a failover cannot wait for the maintenance window
  at_rest_encryption_enabled  = lookup(local.encryption, "at_rest", null)
  automatic_failover_enabled  = true
  data_tiering_enabled        = !local.is_joining && startswith(var.node.type, "cache.r6gd.") ? true : null
  kms_key_id                  = var.foundation_key_arn
  maintenance_window          = var.windows.maintenance
  multi_az_enabled            = local.is_joining ? null : true
  security_group_ids          = [aws_security_group.this.id]
  snapshot_retention_limit    = var.snapshot_retention_days
  snapshot_window             = var.windows.snapshot
  subnet_group_name           = aws_elasticache_subnet_group.this.name
  transit_encryption_enabled  = lookup(local.encryption, "in_transit", null)
  transit_encryption_mode     = local.is_joining ? null : "required"
  user_group_ids              = local.user_group_ids

  lifecycle {
    prevent_destroy = true
    # The datastore decides these for all members, wherever it is led from; read back, they would be planned away.
    ignore_changes = [
      auth_token,
      automatic_failover_enabled,
      engine,
      engine_version,
      global_replication_group_id, # if the datastore is ever dissolved, a difference replaces the cache that survived
      multi_az_enabled,
      node_type,
      num_node_groups,
      parameter_group_name,
      transit_encryption_mode,
    ]
  }
}

resource "aws_elasticache_global_replication_group" "this" {
  count = local.is_datastore && var.role == "primary" ? 1 : 0

  global_replication_group_id_suffix   = var.name
  global_replication_group_description = var.name
  primary_replication_group_id         = aws_elasticache_replication_group.member[0].id

  lifecycle {
    prevent_destroy = true
    ignore_changes = [
      automatic_failover_enabled,   # read back from the members
      cache_node_type,              # resized by API: while the primary is dark, only the standby can
      engine_version,               # upgraded by API
      num_node_groups,              # read back from the members
      parameter_group_name,         # wanted only with a major upgrade
      primary_replication_group_id, # a promotion moves it, and a difference replaces the datastore
    ]
  }
}
