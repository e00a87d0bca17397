output "state_bucket" {
  description = "Name of the state bucket, by side."
  value       = { primary = aws_s3_bucket.primary.id, standby = aws_s3_bucket.standby.id }
}

output "state_key_arn" {
  description = "Key that encrypts the state, by side. Backends name it by its alias, <alias/platform>-state."
  value       = { primary = aws_kms_key.primary.arn, standby = aws_kms_key.standby.arn }
}
