output "endpoint" {
  description = "Host of this region's instance; it takes writes only after a promotion, or in the primary."
  value       = aws_db_instance.this.address
}

output "health_alarm" {
  description = "Whether this region's instance is there, with a tenth of `storage.gib` free: a slot that nobody reads eats the source's disk."
  value = {
    namespace           = "AWS/RDS"
    metric_name         = "FreeStorageSpace"
    dimensions          = tomap({ DBInstanceIdentifier = var.name })
    statistic           = "Minimum"
    comparison_operator = "LessThanThreshold"
    threshold           = floor(var.storage.gib * 107374182.4) # bytes in a tenth
    description         = "${var.name} has less than a tenth of ${var.storage.gib} GiB free, or does not report: it may be full, or down. Look for a replication slot that nobody reads."
  }
}

output "instance_id" {
  description = "This region's instance."
  value       = aws_db_instance.this.identifier
}

output "replication_lag" {
  description = "How far this region's instance is behind its source, in seconds. AWS emits it only for a replica."
  value = {
    namespace   = "AWS/RDS"
    metric_name = "ReplicaLag"
    dimensions  = tomap({ DBInstanceIdentifier = var.name })
    statistic   = "Maximum"
    threshold   = var.objectives.rpo_seconds
    description = "${var.name} is more than ${var.objectives.rpo_seconds} s behind ${var.peer_region}. A source that nobody writes to reads as up to 300 s: write a heartbeat row every minute."
  }
}

output "secret_name" {
  description = "Secret that holds the master credential."
  value       = var.name
}
