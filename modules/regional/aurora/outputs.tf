output "cluster_id" {
  description = "This region's cluster."
  value       = aws_rds_cluster.this.cluster_identifier
}

output "endpoint" {
  description = "Host of this region's writer; it answers reads and writes only while this region leads."
  value       = aws_rds_cluster.this.endpoint
}

output "health_alarm" {
  description = "Whether this region's instances are up; nothing to watch where the region has none."
  value = {
    namespace           = "AWS/RDS"
    metric_name         = length(local.instances) > 0 ? "EngineUptime" : ""
    dimensions          = tomap({ DBClusterIdentifier = var.name })
    statistic           = "Maximum"
    comparison_operator = "LessThanThreshold"
    threshold           = 1
    description         = "No instance of ${var.name} reports that it is up."
  }
}

output "reader_endpoint" {
  description = "Host of this region's readers."
  value       = aws_rds_cluster.this.reader_endpoint
}

output "replication_lag" {
  description = "How far this region is behind the other, in milliseconds. AWS emits it only in the region that follows."
  value = {
    namespace   = "AWS/RDS"
    metric_name = "AuroraGlobalDBRPOLag"
    dimensions  = tomap({ DBClusterIdentifier = var.name, SourceRegion = var.peer_region })
    statistic   = "Maximum"
    threshold   = var.objectives.rpo_seconds * 1000
    description = "${var.name} is more than ${var.objectives.rpo_seconds} s behind ${var.peer_region}: a failover now would lose more than the RPO allows."
  }
}

output "secret_name" {
  description = "Secret that holds the master credential."
  value       = var.name
}
