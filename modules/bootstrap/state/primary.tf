# The buckets of the primary's region: the state, and the access logs of the state. standby.tf is the same with the sides swapped.

locals {
  primary_buckets = { logs = aws_s3_bucket.primary_logs.id, state = aws_s3_bucket.primary.id }
}

resource "aws_kms_key" "primary" {
  provider = aws.primary

  description             = "Terraform state of ${var.platform}"
  deletion_window_in_days = 30
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.key.json

  lifecycle {
    prevent_destroy = true # without the key no state can be read
  }
}

resource "aws_kms_alias" "primary" {
  provider = aws.primary

  name          = "alias/${var.platform}-state"
  target_key_id = aws_kms_key.primary.key_id
}

resource "aws_s3_bucket" "primary" {
  provider = aws.primary

  bucket = var.primary_state_bucket

  lifecycle {
    prevent_destroy = true # the only record of what exists
  }
}

resource "aws_s3_bucket" "primary_logs" {
  provider = aws.primary
  #checkov:skip=CKV_AWS_144:access logs are regional evidence, nothing recovers from them
  #checkov:skip=CKV_AWS_145:S3 delivers access logs only to buckets encrypted by SSE-S3

  bucket = "${var.primary_state_bucket}-logs"
}

resource "aws_s3_bucket_lifecycle_configuration" "primary" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary.id

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

  depends_on = [aws_s3_bucket_versioning.primary]
}

resource "aws_s3_bucket_lifecycle_configuration" "primary_logs" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary_logs.id

  rule {
    id     = "one-year"
    status = "Enabled"

    abort_incomplete_multipart_upload { days_after_initiation = 7 }
    expiration { days = 365 }
    filter {}
    noncurrent_version_expiration { noncurrent_days = 30 }
  }

  depends_on = [aws_s3_bucket_versioning.primary]
}

resource "aws_s3_bucket_logging" "primary" {
  provider = aws.primary

  bucket        = aws_s3_bucket.primary.id
  target_bucket = aws_s3_bucket.primary_logs.id
  target_prefix = "${var.primary_state_bucket}/"

  depends_on = [aws_s3_bucket_policy.primary]
}

resource "aws_s3_bucket_notification" "primary" {
  provider = aws.primary
  for_each = local.primary_buckets

  bucket      = each.value
  eventbridge = true
}

resource "aws_s3_bucket_ownership_controls" "primary" {
  provider = aws.primary
  for_each = local.primary_buckets

  bucket = each.value

  rule { object_ownership = "BucketOwnerEnforced" }
}

resource "aws_s3_bucket_policy" "primary" {
  provider = aws.primary
  for_each = local.primary_buckets

  bucket = each.value
  policy = each.key == "state" ? data.aws_iam_policy_document.state["primary"].json : data.aws_iam_policy_document.logs["primary"].json

  depends_on = [aws_s3_bucket_public_access_block.primary]
}

resource "aws_s3_bucket_public_access_block" "primary" {
  provider = aws.primary
  for_each = local.primary_buckets

  bucket                  = each.value
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "primary" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary.id

  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.primary.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "primary_logs" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary_logs.id

  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}

resource "aws_s3_bucket_versioning" "primary" {
  provider = aws.primary
  for_each = local.primary_buckets

  bucket = each.value

  versioning_configuration { status = "Enabled" }
}
