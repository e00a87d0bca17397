# Route 53 publishes its metrics in one region only. A platform that has a place there is paged when the endpoint check fails;
# any other is not (README). No `region` argument: provider 5 has none.
locals {
  metrics_region = var.partition == "aws" ? "us-east-1" : ""

  endpoint_alarm = {
    alarm_name          = "${var.platform}-endpoint"
    alarm_description   = "The primary of ${var.platform} does not answer https://${var.primary_load_balancer_dns_name}${var.health_check.path}."
    namespace           = "AWS/Route53"
    metric_name         = "HealthCheckStatus"
    dimensions          = { HealthCheckId = aws_route53_health_check.endpoint.id }
    statistic           = "Minimum"
    comparison_operator = "LessThanThreshold"
    threshold           = 1
    treat_missing_data  = "breaching" # A check that reports nothing proves nothing.
    actions             = ["arn:${var.partition}:sns:${local.metrics_region}:${var.account_id}:${var.platform}-dr"]
  }
}

resource "aws_cloudwatch_metric_alarm" "endpoint_in_primary" {
  count    = var.primary_region == local.metrics_region ? 1 : 0
  provider = aws.primary

  alarm_name          = local.endpoint_alarm.alarm_name
  alarm_description   = local.endpoint_alarm.alarm_description
  namespace           = local.endpoint_alarm.namespace
  metric_name         = local.endpoint_alarm.metric_name
  dimensions          = local.endpoint_alarm.dimensions
  statistic           = local.endpoint_alarm.statistic
  period              = 60
  evaluation_periods  = 2
  comparison_operator = local.endpoint_alarm.comparison_operator
  threshold           = local.endpoint_alarm.threshold
  treat_missing_data  = local.endpoint_alarm.treat_missing_data
  alarm_actions       = local.endpoint_alarm.actions
  ok_actions          = local.endpoint_alarm.actions
}

resource "aws_cloudwatch_metric_alarm" "endpoint_in_standby" {
  count    = var.standby_region == local.metrics_region ? 1 : 0
  provider = aws.standby

  alarm_name          = local.endpoint_alarm.alarm_name
  alarm_description   = local.endpoint_alarm.alarm_description
  namespace           = local.endpoint_alarm.namespace
  metric_name         = local.endpoint_alarm.metric_name
  dimensions          = local.endpoint_alarm.dimensions
  statistic           = local.endpoint_alarm.statistic
  period              = 60
  evaluation_periods  = 2
  comparison_operator = local.endpoint_alarm.comparison_operator
  threshold           = local.endpoint_alarm.threshold
  treat_missing_data  = local.endpoint_alarm.treat_missing_data
  alarm_actions       = local.endpoint_alarm.actions
  ok_actions          = local.endpoint_alarm.actions
}
