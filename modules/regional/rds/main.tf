locals {
  is_primary = var.role == "primary"
  is_waiting = var.role == "standby" && var.active == "primary"
  major      = split(".", var.engine.version)[0]

  waiting_class = coalesce(var.standby_class, var.strategy == "pilot_light" ? "db.t4g.medium" : var.class)

  own_parameters   = ["log_min_duration_statement", "log_statement", "max_slot_wal_keep_size"] # each has a block below
  other_parameters = { for name, value in merge(local.hot_standby, var.parameters) : name => value if !contains(local.own_parameters, name) }

  # A replica stops replaying when one of these is below its source's, and RDS takes the first two from the class: so they are said
  # here, for both regions and any class. 400 is what RDS would give 4 GiB (db.t4g.medium), the least that a standby should have.
  hot_standby = {
    max_connections           = "400"
    max_locks_per_transaction = "64"
    max_prepared_transactions = "0"
    max_wal_senders           = "20"
    max_worker_processes      = "16"
  }
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.database_subnet_ids
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "RDS instance ${var.name}"
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

# A replica inherits no parameter group, and keeps its own when it is promoted.
resource "aws_db_parameter_group" "this" {
  name   = "${var.name}-pg${local.major}"
  family = "postgres${local.major}"

  parameter {
    name  = "log_min_duration_statement"
    value = lookup(var.parameters, "log_min_duration_statement", "1000")
  }
  parameter {
    name  = "log_statement"
    value = lookup(var.parameters, "log_statement", "ddl")
  }
  # MB that the slot of a dead standby may hold back: a quarter of the disk. Beyond it the standby must be rebuilt, but the primary lives.
  parameter {
    name  = "max_slot_wal_keep_size"
    value = lookup(var.parameters, "max_slot_wal_keep_size", tostring(var.storage.gib * 256))
  }
  parameter {
    name         = "rds.force_ssl"
    value        = "1"
    apply_method = "pending-reboot" # static: AWS refuses "immediate", or gives back this one at every plan
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

# Made here because the groups that RDS would make keep logs for ever, under no key of ours.
resource "aws_cloudwatch_log_group" "this" {
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/${var.name}/${each.key}"
  kms_key_id        = var.foundation_key_arn
  retention_in_days = 365
}

# No managed master password: AWS makes no read replica of an instance that has one.
resource "aws_db_instance" "this" {
  identifier                          = var.name
  replicate_source_db                 = local.is_primary ? null : "arn:${var.partition}:rds:${var.peer_region}:${var.account_id}:db:${var.name}"
  engine                              = local.is_primary ? "postgres" : null
  engine_version                      = local.is_primary ? var.engine.version : null
  db_name                             = local.is_primary ? var.database_name : null
  username                            = local.is_primary ? var.master_username : null
  password_wo                         = local.is_primary ? var.master_password : null
  password_wo_version                 = local.is_primary ? 1 : null
  instance_class                      = local.is_waiting ? local.waiting_class : var.class
  allocated_storage                   = var.storage.gib
  max_allocated_storage               = var.storage.max_gib
  storage_type                        = var.storage.type
  iops                                = var.storage.iops
  apply_immediately                   = true # a resize after a failover cannot wait for the maintenance window
  auto_minor_version_upgrade          = true
  backup_retention_period             = var.backup_retention_days
  backup_window                       = var.windows.backup
  ca_cert_identifier                  = "rds-ca-rsa2048-g1"
  copy_tags_to_snapshot               = true
  db_subnet_group_name                = aws_db_subnet_group.this.name
  delete_automated_backups            = false
  deletion_protection                 = var.deletion_protection
  enabled_cloudwatch_logs_exports     = ["postgresql", "upgrade"]
  final_snapshot_identifier           = "${var.name}-final"
  iam_database_authentication_enabled = true
  kms_key_id                          = var.foundation_key_arn
  maintenance_window                  = var.windows.maintenance
  monitoring_interval                 = 60
  monitoring_role_arn                 = "${var.role_arn_prefix}rds-monitoring"
  multi_az                            = true
  parameter_group_name                = aws_db_parameter_group.this.name
  performance_insights_enabled        = true
  performance_insights_kms_key_id     = var.foundation_key_arn
  storage_encrypted                   = true
  vpc_security_group_ids              = [aws_security_group.this.id]

  tags = { "drgen:backup" = var.platform }

  depends_on = [aws_cloudwatch_log_group.this]

  lifecycle {
    prevent_destroy = true
    ignore_changes = [
      availability_zone,      # moves when Multi-AZ fails over, and a difference replaces
      db_name,                # a replica reads back its source's, and a difference replaces
      engine_version,         # upgraded by API, standby first
      kms_key_id,             # a difference replaces; an instance keeps its key
      replicate_source_db,    # empty after a promotion, set after a rebuild: to set it fails, to empty it promotes
      snapshot_identifier,    # set on an instance that was restored, and a difference replaces
      storage_encrypted,      # a difference replaces
      username,               # a replica reads back its source's, and a difference replaces
      vpc_security_group_ids, # `drgen fence` takes the group away: planned back, it would open what was closed
    ]
  }
}
