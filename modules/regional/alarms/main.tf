locals {
  # `out` lives with the standby, `back` with the primary: no step ever writes to a dark region.
  latch = var.role == "standby" ? "out" : "back"

  latch_dimensions = { platform = var.platform }

  # A component with nothing to watch gives an empty metric name.
  lag    = { for instance, reading in var.all_replication_lag : instance => reading if reading.metric_name != "" }
  health = { for instance, reading in var.all_health_alarm : instance => reading if reading.metric_name != "" }
}

# The switch that Route 53 reads (modules/global/dns). Route 53 takes standard resolution and one of five simple statistics
# only, no "M out of N", and copies these settings when its check is made: a change here needs a new `latch_revision` there.
# It has no actions: its state is traffic, and the alarm below pages whoever touches it.
resource "aws_cloudwatch_metric_alarm" "latch" {
  alarm_name          = "${var.platform}-latch-${local.latch}"
  alarm_description   = local.latch == "out" ? "In alarm: the primary is out, the standby serves." : "In alarm: the primary is in again although `out` cannot be cleared."
  namespace           = "drgen/latch"
  metric_name         = local.latch
  dimensions          = local.latch_dimensions
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "ignore" # A latch keeps its place when nobody publishes.
}

# Any datapoint, 0 or 1, from whoever: the switch is never moved in silence.
resource "aws_cloudwatch_metric_alarm" "touched" {
  alarm_name          = "${var.platform}-latch-${local.latch}-touched"
  alarm_description   = "Somebody published to the latch `${local.latch}` of ${var.platform}: a failover, a drill, or an intruder."
  namespace           = "drgen/latch"
  metric_name         = local.latch
  dimensions          = local.latch_dimensions
  statistic           = "SampleCount"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  treat_missing_data  = "notBreaching" # Silence is the normal state.
  alarm_actions       = [aws_sns_topic.this.arn]
}

# While the latch is set this says so again every minute, so that nothing has to remember it. The failover enables it.
resource "aws_scheduler_schedule" "latch" {
  name                = "${var.platform}-latch-${local.latch}"
  description         = "Republishes ${local.latch} = 1 each minute while the latch is set."
  kms_key_arn         = var.foundation_key_arn
  schedule_expression = "rate(1 minutes)"
  state               = "DISABLED"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${var.partition}:scheduler:::aws-sdk:cloudwatch:putMetricData"
    role_arn = "${var.role_arn_prefix}latch-scheduler"

    input = jsonencode({
      Namespace = "drgen/latch"
      MetricData = [{
        MetricName = local.latch
        Dimensions = [{ Name = "platform", Value = var.platform }]
        Value      = 1
      }]
    })

    # A minute later the next run says the same.
    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 3
    }
  }

  lifecycle {
    # The failover enables it, the way home disables it, both through the API.
    ignore_changes = [state]
  }
}

resource "aws_cloudwatch_metric_alarm" "lag" {
  for_each = local.lag

  alarm_name          = "${var.platform}-${replace(each.key, "_", "-")}-lag"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric_name
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = 60
  evaluation_periods  = var.patience.lag_minutes
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]

  # No reading is neither good nor bad: replication may be cut, or the roles have been swapped and the other region reports now.
  # It is told once, as what it is: unknown.
  treat_missing_data        = "missing"
  insufficient_data_actions = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "health" {
  for_each = local.health

  alarm_name          = "${var.platform}-${replace(each.key, "_", "-")}-health"
  alarm_description   = each.value.description
  namespace           = each.value.namespace
  metric_name         = each.value.metric_name
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = 60
  evaluation_periods  = var.patience.health_minutes
  comparison_operator = each.value.comparison_operator
  threshold           = each.value.threshold
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]

  # "Too few of them" without a reading means none at all; "too much of it" without a reading means nothing there to complain.
  treat_missing_data = startswith(each.value.comparison_operator, "LessThan") ? "breaching" : "notBreaching"
}
