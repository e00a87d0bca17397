resource "aws_kms_replica_key" "pass_default" {
  primary_key_arn = "arn"
}

resource "aws_kms_replica_key" "pass_30" {
  primary_key_arn         = "arn"
  deletion_window_in_days = 30
}

resource "aws_kms_replica_key" "fail_7" {
  primary_key_arn         = "arn"
  deletion_window_in_days = 7
}
