# The application buckets in the primary's region. standby.tf is the same with the sides swapped.

resource "aws_s3_bucket" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket = "${var.platform}-${each.key}-${var.account_id}-${var.primary_region}"
  tags   = { "drgen:backup" = var.platform }

  lifecycle {
    prevent_destroy = true # application data; S3 refuses anyhow while a version is left
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket = aws_s3_bucket.primary[each.key].id

  # Equal in both regions: what a lifecycle rule does in one is never replicated to the other.
  rule {
    id     = "old-versions"
    status = "Enabled"

    abort_incomplete_multipart_upload { days_after_initiation = 7 }
    expiration { expired_object_delete_marker = true }
    filter {}
    noncurrent_version_expiration { noncurrent_days = each.value.keep_noncurrent_days }
  }

  depends_on = [aws_s3_bucket_versioning.primary]
}

resource "aws_s3_bucket_logging" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket        = aws_s3_bucket.primary[each.key].id
  target_bucket = aws_s3_bucket.primary_logs.id
  target_prefix = "${each.key}/"

  depends_on = [aws_s3_bucket_policy.primary_logs]
}

resource "aws_s3_bucket_notification" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket      = aws_s3_bucket.primary[each.key].id
  eventbridge = true
}

resource "aws_s3_bucket_ownership_controls" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket = aws_s3_bucket.primary[each.key].id

  rule { object_ownership = "BucketOwnerEnforced" }
}

resource "aws_s3_bucket_policy" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket = aws_s3_bucket.primary[each.key].id
  policy = data.aws_iam_policy_document.buckets["primary/${each.key}"].json

  depends_on = [aws_s3_bucket_public_access_block.primary]
}

resource "aws_s3_bucket_public_access_block" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket                  = aws_s3_bucket.primary[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_replication_configuration" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket = aws_s3_bucket.primary[each.key].id
  role   = var.s3_replication_role_arn

  rule {
    id       = "everything"
    priority = 1
    status   = "Enabled"

    delete_marker_replication { status = "Enabled" }
    destination {
      bucket = aws_s3_bucket.standby[each.key].arn

      encryption_configuration { replica_kms_key_id = var.key_arn.standby }
      dynamic "metrics" {
        for_each = each.value.replication_time_control ? [15] : []

        content {
          status = "Enabled"
          event_threshold { minutes = metrics.value }
        }
      }
      dynamic "replication_time" {
        for_each = each.value.replication_time_control ? [15] : []

        content {
          status = "Enabled"
          time { minutes = replication_time.value }
        }
      }
    }
    filter {}
    source_selection_criteria {
      replica_modifications { status = "Enabled" } # tags and metadata changed on a replica go back, too
      sse_kms_encrypted_objects { status = "Enabled" }
    }
  }

  # Both ends must be versioned; and S3 answers "Request Body is empty" at times when a bucket's lifecycle is being written.
  depends_on = [aws_s3_bucket_lifecycle_configuration.primary, aws_s3_bucket_versioning.primary, aws_s3_bucket_versioning.standby]
}

resource "aws_s3_bucket_server_side_encryption_configuration" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket = aws_s3_bucket.primary[each.key].id

  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      kms_master_key_id = var.key_arn.primary
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_versioning" "primary" {
  provider = aws.primary
  for_each = var.names

  bucket = aws_s3_bucket.primary[each.key].id

  versioning_configuration { status = "Enabled" }
}
