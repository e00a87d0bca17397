locals {
  is_managed = var.hosted == "amazon_mq"
  clusters   = local.is_managed ? var.all_cluster_security_group_id : {}
  is_linked  = anytrue([for one in concat(values(var.queues)[*].link, values(var.exchanges)[*].link) : one != "none"])
  parameters = merge({ consumer_timeout = "1800000" }, var.parameters)

  # Passes the provider's rules, so that plans need no password once the broker lives, and breaks two of Amazon MQ's (no colon, no equals
  # sign), so that a broker is never born with it.
  no_password = "none:given=refused"
}

resource "aws_security_group" "this" {
  count = local.is_managed ? 1 : 0

  name        = var.name
  description = "Broker ${var.name}"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "amqps" {
  for_each = local.clusters

  security_group_id            = aws_security_group.this[0].id
  description                  = "AMQP over TLS from ${each.key}"
  referenced_security_group_id = each.value
  from_port                    = 5671
  to_port                      = 5671
  ip_protocol                  = "tcp"
}

# Whichever region waits runs the mover, which takes from the broker of the other one.
resource "aws_vpc_security_group_ingress_rule" "mover" {
  count = local.is_managed && local.is_linked ? 1 : 0

  security_group_id = aws_security_group.this[0].id
  description       = "AMQP over TLS from the mover of the other region"
  cidr_ipv4         = var.peer_cidr
  from_port         = 5671
  to_port           = 5671
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "management" {
  for_each = local.clusters

  security_group_id            = aws_security_group.this[0].id
  description                  = "Management API from ${each.key}"
  referenced_security_group_id = each.value
  from_port                    = 443
  to_port                      = 443
  ip_protocol                  = "tcp"
}

resource "aws_mq_configuration" "this" {
  count = local.is_managed ? 1 : 0

  name           = var.name
  engine_type    = "RabbitMQ"
  engine_version = var.engine.version
  data           = join("\n", [for key, value in local.parameters : "${key} = ${value}"])

  lifecycle {
    ignore_changes = [engine_version] # upgraded by API, and a difference replaces
  }
}

# Same size and mode in both regions, whoever serves: growing a broker restarts it, and turning one into a cluster replaces it.
resource "aws_mq_broker" "this" {
  count = local.is_managed ? 1 : 0

  broker_name                = var.name
  engine_type                = "RabbitMQ"
  engine_version             = var.engine.version
  host_instance_type         = var.host_instance_type
  deployment_mode            = var.deployment_mode
  auto_minor_version_upgrade = true
  publicly_accessible        = false
  security_groups            = aws_security_group.this[*].id
  subnet_ids                 = var.deployment_mode == "SINGLE_INSTANCE" ? slice(var.database_subnet_ids, 0, 1) : var.database_subnet_ids

  configuration {
    id       = aws_mq_configuration.this[0].id
    revision = aws_mq_configuration.this[0].latest_revision
  }

  encryption_options {
    kms_key_id        = var.foundation_key_arn
    use_aws_owned_key = false
  }

  logs {
    general = true
  }

  dynamic "maintenance_window_start_time" {
    for_each = var.maintenance_window[*]

    content {
      day_of_week = maintenance_window_start_time.value.day
      time_of_day = maintenance_window_start_time.value.time
      time_zone   = "UTC"
    }
  }

  user {
    username = var.username
    password = coalesce(var.broker_password, local.no_password)
  }

  lifecycle {
    prevent_destroy = true
    ignore_changes = [
      engine_version, # upgraded by API, standby first
      user,           # Amazon MQ never gives it back, and changes it only by a new broker
    ]
  }
}
