resource "aws_cloudwatch_log_group" "flow_logs" {
  name              = "/aws/vpc/${var.name}/flow-logs"
  kms_key_id        = var.foundation_key_arn
  retention_in_days = var.flow_log_days
}

resource "aws_flow_log" "this" {
  vpc_id          = aws_vpc.this.id
  iam_role_arn    = "${var.role_arn_prefix}flow-logs"
  log_destination = aws_cloudwatch_log_group.flow_logs.arn
  traffic_type    = "ALL"
  tags            = { Name = var.name }
}
