output "data_key_arn" {
  description = "Multi-Region key for what applications encrypt themselves, by region: the same key material, either decrypts the other's ciphertext."
  value       = { primary = aws_kms_key.data.arn, standby = aws_kms_replica_key.data.arn }
}

output "key_arn" {
  description = "Key that encrypts each region's data at rest."
  value       = { primary = aws_kms_key.primary.arn, standby = aws_kms_key.standby.arn }
}
