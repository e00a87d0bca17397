output "backup_role_arn" {
  description = "Role of AWS Backup, once its policies are attached."
  value       = aws_iam_role.this["backup"].arn
  depends_on  = [aws_iam_role_policy.this, aws_iam_role_policy_attachment.managed]
}

output "ecr_templates_role_arn" {
  description = "Role by which ECR makes repositories that arrive by replication, once its policy is attached."
  value       = aws_iam_role.this["ecr-templates"].arn
  depends_on  = [aws_iam_role_policy.this, aws_iam_role_policy_attachment.managed]
}

output "failover_role_arns" {
  description = "Role to assume for a failover, by the region that it rescues into."
  value       = { for side, role in aws_iam_role.failover : side => role.arn }
}

output "latch_denied_policy_arn" {
  description = "Policy that denies writing to the latch: attach it to the roles of workloads."
  value       = aws_iam_policy.latch_denied.arn
}

output "latch_scp" {
  description = "Service control policy (JSON) that denies writing to the latch to everybody in the account but the failover and latch-scheduler roles: attach it to the account in your organization."
  value       = data.aws_iam_policy_document.latch_scp.json
}

output "s3_replication_role_arn" {
  description = "Role of S3 replication, once its policies are attached."
  value       = aws_iam_role.this["s3-replication"].arn
  depends_on  = [aws_iam_role_policy.this, aws_iam_role_policy_attachment.managed]
}
