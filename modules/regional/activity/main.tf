resource "aws_ssm_parameter" "this" {
  name            = "/${var.platform}/active"
  description     = "The region that serves: primary or standby. Background workers run there only."
  type            = "SecureString"
  key_id          = var.foundation_key_arn
  value           = var.active
  allowed_pattern = "^(primary|standby)$"

  lifecycle {
    # A failover writes it through the API, before the spec follows: Terraform must not turn workers back.
    ignore_changes = [value]
  }
}
