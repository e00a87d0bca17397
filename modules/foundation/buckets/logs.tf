# One bucket per region for the access logs of the application buckets.

resource "aws_s3_bucket" "primary_logs" {
  provider = aws.primary
  #checkov:skip=CKV_AWS_144:access logs are regional evidence, nothing recovers from them
  #checkov:skip=CKV_AWS_145:S3 delivers access logs only to buckets encrypted by SSE-S3

  bucket = "${var.platform}-logs-${var.account_id}-${var.primary_region}"
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

  depends_on = [aws_s3_bucket_versioning.primary_logs]
}

resource "aws_s3_bucket_notification" "primary_logs" {
  provider = aws.primary

  bucket      = aws_s3_bucket.primary_logs.id
  eventbridge = true
}

resource "aws_s3_bucket_ownership_controls" "primary_logs" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary_logs.id

  rule { object_ownership = "BucketOwnerEnforced" }
}

resource "aws_s3_bucket_policy" "primary_logs" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary_logs.id
  policy = data.aws_iam_policy_document.logs["primary"].json

  depends_on = [aws_s3_bucket_public_access_block.primary_logs]
}

resource "aws_s3_bucket_public_access_block" "primary_logs" {
  provider = aws.primary

  bucket                  = aws_s3_bucket.primary_logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "primary_logs" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary_logs.id

  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}

resource "aws_s3_bucket_versioning" "primary_logs" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary_logs.id

  versioning_configuration { status = "Enabled" }
}

resource "aws_s3_bucket" "standby_logs" {
  provider = aws.standby
  #checkov:skip=CKV_AWS_144:access logs are regional evidence, nothing recovers from them
  #checkov:skip=CKV_AWS_145:S3 delivers access logs only to buckets encrypted by SSE-S3

  bucket = "${var.platform}-logs-${var.account_id}-${var.standby_region}"
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

  depends_on = [aws_s3_bucket_versioning.standby_logs]
}

resource "aws_s3_bucket_notification" "standby_logs" {
  provider = aws.standby

  bucket      = aws_s3_bucket.standby_logs.id
  eventbridge = true
}

resource "aws_s3_bucket_ownership_controls" "standby_logs" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby_logs.id

  rule { object_ownership = "BucketOwnerEnforced" }
}

resource "aws_s3_bucket_policy" "standby_logs" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby_logs.id
  policy = data.aws_iam_policy_document.logs["standby"].json

  depends_on = [aws_s3_bucket_public_access_block.standby_logs]
}

resource "aws_s3_bucket_public_access_block" "standby_logs" {
  provider = aws.standby

  bucket                  = aws_s3_bucket.standby_logs.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "standby_logs" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby_logs.id

  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}

resource "aws_s3_bucket_versioning" "standby_logs" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby_logs.id

  versioning_configuration { status = "Enabled" }
}
