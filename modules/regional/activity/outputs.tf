output "parameter_arn" {
  description = "ARN of the parameter, for the policies of workers."
  value       = aws_ssm_parameter.this.arn
}

output "parameter_name" {
  description = "Name of the parameter, equal in both regions."
  value       = aws_ssm_parameter.this.name
}
