locals {
  arc = var.traffic == "routing_control"

  # May the primary serve? At least `threshold` of these children must be healthy. `out` is read as NOT out, see below.
  formula = {
    orchestrated    = { children = ["out", "back"], threshold = 1 }
    automatic       = { children = ["endpoint", "out", "back"], threshold = 2 }
    routing_control = { children = [], threshold = 0 }
  }[var.traffic]

  checks = merge(
    { endpoint = aws_route53_health_check.endpoint.id },
    { for latch, check in aws_route53_health_check.latch : latch => check.id },
  )

  # Route 53 copies the settings of an alarm when its check is made, and never looks again. Raise this whenever
  # modules/regional/alarms changes a latch alarm: it makes the checks read them anew, in place.
  latch_revision = "1"
}

# Does the primary answer? Its load balancer is asked by its own name: the record's name would ask whoever serves.
resource "aws_route53_health_check" "endpoint" {
  provider = aws.standby

  type              = "HTTPS"
  fqdn              = var.primary_load_balancer_dns_name
  port              = 443
  resource_path     = var.health_check.path
  request_interval  = tonumber(trimsuffix(var.health_check.interval, "s"))
  failure_threshold = var.health_check.failures
  tags              = { Name = "${var.platform}-endpoint" }

  lifecycle {
    # Its interval and its name cannot be changed: the new one must stand before `may_serve` lets go of the old one.
    create_before_destroy = true
  }
}

# The two latches, each an alarm in the region that can always be written to when it is needed (modules/regional/alarms).
resource "aws_route53_health_check" "latch" {
  for_each = local.arc ? {} : { out = var.standby_region, back = var.primary_region }
  provider = aws.standby

  type                    = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name   = "${var.platform}-latch-${each.key}"
  cloudwatch_alarm_region = each.value

  # A check is unhealthy while its alarm rings. `out` as it is therefore means NOT out, healthy when new: the primary serves.
  # `back` is turned round: unhealthy when new, so it never outvotes an `out` by having said nothing.
  invert_healthcheck = each.key == "back"

  # A region gone dark, or a minute without data, changes nothing.
  insufficient_data_health_status = "LastKnownStatus"

  triggers = { latch_revision = local.latch_revision }
  tags     = { Name = "${var.platform}-latch-${each.key}" }

  lifecycle {
    create_before_destroy = true # As above.
  }
}

resource "aws_route53_health_check" "may_serve" {
  count    = local.arc ? 0 : 1
  provider = aws.standby

  type                   = "CALCULATED"
  child_health_threshold = local.formula.threshold
  child_healthchecks     = [for child in local.formula.children : local.checks[child]]
  tags                   = { Name = "${var.platform}-primary-may-serve" }
}

resource "aws_route53_record" "primary" {
  for_each = toset(var.hosts)
  provider = aws.standby

  zone_id         = var.zone_id
  name            = each.key
  type            = "A"
  set_identifier  = "primary"
  health_check_id = local.arc ? aws_route53_health_check.routing_control[0].id : aws_route53_health_check.may_serve[0].id

  failover_routing_policy {
    type = "PRIMARY"
  }

  alias {
    name    = var.primary_load_balancer_dns_name
    zone_id = var.primary_load_balancer_zone_id
    # Whether the load balancer has healthy targets is the endpoint check's business; here it would move traffic on its own.
    evaluate_target_health = false
  }
}

# Nothing here can be unhealthy: when both records are, Route 53 answers the PRIMARY, even one that was told to stop.
resource "aws_route53_record" "standby" {
  for_each = toset(var.hosts)
  provider = aws.standby

  zone_id        = var.zone_id
  name           = each.key
  type           = "A"
  set_identifier = "standby"

  failover_routing_policy {
    type = "SECONDARY"
  }

  alias {
    name                   = var.standby_load_balancer_dns_name
    zone_id                = var.standby_load_balancer_zone_id
    evaluate_target_health = false
  }
}
