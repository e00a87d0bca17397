output "health_alarm" {
  description = "What says that this region's load balancer has somebody to send requests to. Taken by alarms."
  value = {
    namespace           = "AWS/ApplicationELB"
    metric_name         = local.waits_empty ? "UnHealthyHostCount" : "HealthyHostCount"
    statistic           = local.waits_empty ? "Maximum" : "Minimum"
    comparison_operator = local.waits_empty ? "GreaterThanThreshold" : "LessThanThreshold"
    threshold           = local.waits_empty ? 0 : 1
    dimensions = {
      LoadBalancer = aws_lb.this.arn_suffix
      TargetGroup  = aws_lb_target_group.this[local.default].arn_suffix
    }
    description = local.waits_empty ? "${var.name}: targets that do not answer" : "${var.name}: no healthy target"
  }
}

output "load_balancer_dns_name" {
  description = "Name of the load balancer: where records point to."
  value       = aws_lb.this.dns_name
}

output "load_balancer_zone_id" {
  description = "Hosted zone of that name, for alias records."
  value       = aws_lb.this.zone_id
}

output "target_group_arns" {
  description = "Target groups by target, for TargetGroupBindings. By name: `<name>` for the target `default`, else `<name>-<target>`, in both regions."
  value       = { for key, group in aws_lb_target_group.this : key => group.arn }
}
