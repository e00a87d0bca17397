output "schedule" {
  description = "When backups start, as AWS Backup reads it (UTC), in both regions."
  value       = local.schedule
}

output "vault_arn" {
  description = "Vault of each region: holds its own backups and the copies of the other's."
  value       = { primary = aws_backup_vault.primary.arn, standby = aws_backup_vault.standby.arn }
}
