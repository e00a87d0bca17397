output "alarm_arns" {
  description = "Alarms on replication lag and health, by `<instance>-lag` and `<instance>-health`."
  value = merge(
    { for instance, alarm in aws_cloudwatch_metric_alarm.lag : "${instance}-lag" => alarm.arn },
    { for instance, alarm in aws_cloudwatch_metric_alarm.health : "${instance}-health" => alarm.arn },
  )
}

output "latch_alarm_name" {
  description = "The latch of this region: `<platform>-latch-out` in the standby's, `<platform>-latch-back` in the primary's."
  value       = aws_cloudwatch_metric_alarm.latch.alarm_name
}

output "latch_schedule_name" {
  description = "Schedule that republishes this region's latch; same name as the alarm, in the default group."
  value       = aws_scheduler_schedule.latch.name
}

output "topic_arn" {
  description = "Topic that pages, `<platform>-dr`."
  value       = aws_sns_topic.this.arn
}
