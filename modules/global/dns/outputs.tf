output "cluster_endpoints" {
  description = "ARC endpoints, each with its region: write them into the runbook, they cannot be looked up in an event. Empty without routing control."
  value       = flatten(aws_route53recoverycontrolconfig_cluster.this[*].cluster_endpoints)
}

output "endpoint_health_check_id" {
  description = "Does the primary answer? Part of the record only with `traffic: automatic`."
  value       = aws_route53_health_check.endpoint.id
}

output "health_check_id" {
  description = "May the primary serve? The check of the PRIMARY records."
  value       = local.arc ? aws_route53_health_check.routing_control[0].id : aws_route53_health_check.may_serve[0].id
}

output "latch_health_check_ids" {
  description = "Checks of the latches, `out` and `back`. Empty with routing control."
  value       = { for latch, check in aws_route53_health_check.latch : latch => check.id }
}

output "routing_control_arns" {
  description = "ARC routing controls, `primary` and `standby`. Empty without routing control."
  value       = { for place, control in aws_route53recoverycontrolconfig_routing_control.this : place => control.arn }
}
