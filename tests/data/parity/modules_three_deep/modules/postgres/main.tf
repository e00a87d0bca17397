variable "insights" {
  type = bool
}

variable "class" {
  type = string
}

variable "source_db" {
  type = string
}

resource "aws_db_instance" "this" {
  identifier                   = "orders"
  engine                       = var.source_db == null ? "postgres" : null
  instance_class               = var.class
  replicate_source_db          = var.source_db
  backup_retention_period      = 14
  deletion_protection          = true
  performance_insights_enabled = var.insights
  kms_key_id                   = aws_kms_key.this.arn
  multi_az                     = true
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [replicate_source_db]
  }
}

resource "aws_kms_key" "this" {
  description = "orders"
}

output "arn" {
  value = aws_db_instance.this.arn
}
