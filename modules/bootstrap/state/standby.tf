# The buckets of the standby's region: the state, and the access logs of the state. primary.tf is the same with the sides swapped.

locals {
  standby_buckets = { logs = aws_s3_bucket.standby_logs.id, state = aws_s3_bucket.standby.id }
}

resource "aws_kms_key" "standby" {
  provider = aws.standby

  description             = "Terraform state of ${var.platform}"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key.json

  lifecycle {
    prevent_destroy = true # without the key no state can be read
  }
}

resource "aws_kms_alias" "standby" {
  provider = aws.standby

  name          = "alias/${var.platform}-state"
  target_key_id = aws_kms_key.standby.key_id
}

resource "aws_s3_bucket" "standby" {
  provider = aws.standby

  bucket = var.standby_state_bucket

  lifecycle {
    prevent_destroy = true # the only record of what exists
  }
}

resource "aws_s3_bucket" "standby_logs" {
  provider = aws.standby
  #checkov:skip=CKV_AWS_144:access logs are regional evidence, nothing recovers from them
  #checkov:skip=CKV_AWS_145:S3 delivers access logs only to buckets encrypted by SSE-S3

  bucket = "${var.standby_state_bucket}-logs"
}

resource "aws_s3_bucket_lifecycle_configuration" "standby" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby.id

  rule {
    id     = "old-versions"
    status = "Enabled"

    abort_incomplete_multipart_upload { days_after_initiation = 7 }
    expiration { expired_object_delete_marker = true } # what a released lock leaves behind once its versions are gone
    filter {}
    noncurrent_version_expiration {
      newer_noncurrent_versions = 20
      noncurrent_days           = var.keep_noncurrent_days
    }
  }

  depends_on = [aws_s3_bucket_versioning.standby]
}

resource "aws_s3_bucket_lifecycle_configuration" "standby_logs" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby_logs.id

  rule {
    id     = "one-year"
    status = "Enabled"

    abort_incomplete_multipart_upload { days_after_initiation = 7 }
    expiration { days = 365 }
    filter {}
    noncurrent_version_expiration { noncurrent_days = 30 }
  }

  depends_on = [aws_s3_bucket_versioning.standby]
}

resource "aws_s3_bucket_logging" "standby" {
  provider = aws.standby

  bucket        = aws_s3_bucket.standby.id
  target_bucket = aws_s3_bucket.standby_logs.id
  target_prefix = "${var.standby_state_bucket}/"

  depends_on = [aws_s3_bucket_policy.standby]
}

resource "aws_s3_bucket_notification" "standby" {
  provider = aws.standby
  for_each = local.standby_buckets

  bucket      = each.value
  eventbridge = true
}

resource "aws_s3_bucket_ownership_controls" "standby" {
  provider = aws.standby
  for_each = local.standby_buckets

  bucket = each.value

  rule { object_ownership = "BucketOwnerEnforced" }
}

resource "aws_s3_bucket_policy" "standby" {
  provider = aws.standby
  for_each = local.standby_buckets

  bucket = each.value
  policy = each.key == "state" ? data.aws_iam_policy_document.state["standby"].json : data.aws_iam_policy_document.logs["standby"].json

  depends_on = [aws_s3_bucket_public_access_block.standby]
}

resource "aws_s3_bucket_public_access_block" "standby" {
  provider = aws.standby
  for_each = local.standby_buckets

  bucket                  = each.value
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "standby" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby.id

  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.standby.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "standby_logs" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby_logs.id

  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}

resource "aws_s3_bucket_versioning" "standby" {
  provider = aws.standby
  for_each = local.standby_buckets

  bucket = each.value

  versioning_configuration { status = "Enabled" }
}
