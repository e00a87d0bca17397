locals {
  is_primary = var.role == "primary"
  major      = split(".", var.engine.version)[0]

  # Which instances exist follows role and strategy, never `active`: what a failover adds stays, through `observed_instances`.
  names = {
    backup_restore = []
    pilot_light    = []
    warm_standby   = slice(sort(keys(var.instances)), 0, 1)
    hot_standby    = keys(var.instances)
  }
  implied   = { for name in local.names[var.strategy] : name => var.instances[name] }
  standby   = var.standby_instances == null ? local.implied : var.standby_instances
  instances = merge(var.observed_instances, local.is_primary ? var.instances : local.standby)

  own_parameters   = ["log_min_duration_statement", "log_statement"] # each has a block below
  other_parameters = { for name, value in var.parameters : name => value if !contains(local.own_parameters, name) }
}

resource "aws_rds_global_cluster" "this" {
  count = local.is_primary ? 1 : 0

  deletion_protection       = var.deletion_protection
  engine                    = "aurora-postgresql"
  engine_version            = var.engine.version
  global_cluster_identifier = var.name
  storage_encrypted         = true

  lifecycle {
    prevent_destroy = true
    ignore_changes = [
      database_name,                # read back from the primary's cluster, which alone sets it
      engine_version,               # upgraded by API, standby first
      source_db_cluster_identifier, # read back after birth, and changing it replaces
    ]
  }
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.database_subnet_ids
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "Aurora cluster ${var.name}"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each = var.all_cluster_security_group_id

  security_group_id            = aws_security_group.this.id
  description                  = "PostgreSQL from ${each.key}"
  referenced_security_group_id = each.value
  from_port                    = 5432
  to_port                      = 5432
  ip_protocol                  = "tcp"
}

resource "aws_rds_cluster_parameter_group" "this" {
  name   = "${var.name}-pg${local.major}"
  family = "aurora-postgresql${local.major}"

  parameter {
    name  = "log_min_duration_statement"
    value = lookup(var.parameters, "log_min_duration_statement", "1000")
  }
  parameter {
    name  = "log_statement"
    value = lookup(var.parameters, "log_statement", "ddl")
  }
  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }
  dynamic "parameter" {
    for_each = local.other_parameters

    content {
      name         = parameter.key
      value        = parameter.value
      apply_method = "pending-reboot" # the only method that AWS takes for static and dynamic parameters alike
    }
  }

  # A major upgrade needs the next group beside this one.
  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_parameter_group" "this" {
  name   = "${var.name}-pg${local.major}"
  family = "aurora-postgresql${local.major}"

  # A major upgrade needs the next group beside this one.
  lifecycle {
    create_before_destroy = true
  }
}

# Made here because the group that RDS would make keeps logs for ever, under no key of ours.
resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/rds/cluster/${var.name}/postgresql"
  kms_key_id        = var.foundation_key_arn
  retention_in_days = 365
}

resource "aws_rds_cluster" "this" {
  #checkov:skip=CKV2_AWS_8:foundation's backup plans select it by the tag drgen:backup, which checkov does not follow
  cluster_identifier                  = var.name
  global_cluster_identifier           = local.is_primary ? aws_rds_global_cluster.this[0].id : var.name
  source_region                       = local.is_primary ? null : var.peer_region
  engine                              = "aurora-postgresql"
  engine_version                      = var.engine.version
  database_name                       = local.is_primary ? var.database_name : null
  master_username                     = local.is_primary ? var.master_username : null
  master_password_wo                  = local.is_primary ? var.master_password : null
  master_password_wo_version          = local.is_primary ? 1 : null
  apply_immediately                   = true # else a change waits for the window, and every plan until then repeats it
  backup_retention_period             = var.backup_retention_days
  copy_tags_to_snapshot               = true
  db_cluster_parameter_group_name     = aws_rds_cluster_parameter_group.this.name
  db_subnet_group_name                = aws_db_subnet_group.this.name
  delete_automated_backups            = false
  deletion_protection                 = var.deletion_protection
  enabled_cloudwatch_logs_exports     = ["postgresql"]
  final_snapshot_identifier           = "${var.name}-final"
  iam_database_authentication_enabled = true
  kms_key_id                          = var.foundation_key_arn
  preferred_backup_window             = var.windows.backup
  preferred_maintenance_window        = var.windows.maintenance
  storage_encrypted                   = true
  vpc_security_group_ids              = [aws_security_group.this.id]

  tags = { "drgen:backup" = var.platform }

  depends_on = [aws_cloudwatch_log_group.this]

  lifecycle {
    prevent_destroy = true
    ignore_changes = [
      availability_zones,            # AWS adds zones, and a difference replaces
      database_name,                 # a standby reads back what the primary set
      engine_version,                # upgraded by API, standby first
      global_cluster_identifier,     # to null detaches the cluster; a failover rewrites it
      master_username,               # a standby reads back what the primary set
      replication_source_identifier, # a switchover gives it to the former primary; a change promotes
      vpc_security_group_ids,        # `drgen fence` takes the group away: planned back, it would open what was closed
    ]
  }
}

resource "aws_rds_cluster_instance" "this" {
  for_each = local.instances

  identifier                      = "${var.name}-${each.key}"
  cluster_identifier              = aws_rds_cluster.this.id
  engine                          = aws_rds_cluster.this.engine
  instance_class                  = each.value.class
  apply_immediately               = true # a resize after a failover cannot wait for the window
  auto_minor_version_upgrade      = true # without effect in a global database, where versions move by API
  db_parameter_group_name         = aws_db_parameter_group.this.name
  monitoring_interval             = 60
  monitoring_role_arn             = "${var.role_arn_prefix}rds-monitoring"
  performance_insights_enabled    = true
  performance_insights_kms_key_id = var.foundation_key_arn
  preferred_maintenance_window    = var.windows.maintenance
  promotion_tier                  = 1 # what the API gives an instance that a failover adds

  lifecycle {
    ignore_changes = [engine_version] # upgraded by API, with the cluster
  }
}
