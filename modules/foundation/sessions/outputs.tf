output "table_name" {
  description = "Name of the table, equal in both regions."
  value       = aws_dynamodb_table.this.name
}
