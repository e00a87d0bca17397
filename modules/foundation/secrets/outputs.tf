output "secret_names" {
  description = "Full name of each secret, equal in both regions: read by name, or by the full ARN of the reader's own region."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.name }
}
