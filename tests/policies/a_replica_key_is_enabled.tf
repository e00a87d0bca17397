resource "aws_kms_replica_key" "pass_default" {
  primary_key_arn = "arn"
}

resource "aws_kms_replica_key" "pass_said" {
  primary_key_arn = "arn"
  enabled         = true
}

resource "aws_kms_replica_key" "fail_disabled" {
  primary_key_arn = "arn"
  enabled         = false
}
