output "endpoint" {
  description = "Host of this region's cache, TLS only. A member of a datastore takes writes only while its region leads."
  value       = local.group.primary_endpoint_address
}

output "global_replication_group_id" {
  description = "Datastore of this cache, in the standby the one that it joined; empty where there is none."
  value       = local.is_joining ? var.primary_global_replication_group_id : join("", aws_elasticache_global_replication_group.this[*].global_replication_group_id)
}

output "replication_group_id" {
  description = "This region's cache."
  value       = local.group.replication_group_id
}

output "replication_lag" {
  description = "How far this region is behind the other, in seconds. AWS emits it only in the region that follows; without a datastore there is nothing to watch."
  value = {
    namespace   = "AWS/ElastiCache"
    metric_name = local.is_datastore ? "GlobalDatastoreReplicationLag" : ""
    dimensions  = tomap({ CacheClusterId = "${var.name}-001" })
    statistic   = "Maximum"
    threshold   = var.objectives.rpo_seconds
    description = "${var.name} is more than ${var.objectives.rpo_seconds} s behind ${var.peer_region}: a promotion now would lose more than the RPO allows."
  }
}

output "secret_name" {
  description = "Secret that holds the credential: none, clients log in through IAM."
  value       = ""
}
