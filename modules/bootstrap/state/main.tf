locals {
  bucket_arn = {
    primary = "arn:${var.partition}:s3:::${var.primary_state_bucket}"
    standby = "arn:${var.partition}:s3:::${var.standby_state_bucket}"
  }
  replication_role_arn     = "${var.role_arn_prefix}state-replication"
  replication_time_minutes = var.replication_time_control ? [15] : []

  # Which root's state lives in which bucket. Only those prefixes leave it: no prefix is replicated both ways, so a region
  # that was away cannot overwrite what was written meanwhile.
  roots = {
    primary = ["primary"]
    standby = ["bootstrap", "foundation", "global", "standby"]
  }
}

data "aws_iam_policy_document" "replication_trust" {
  provider = aws.standby

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "replication" {
  provider = aws.standby

  statement {
    sid       = "ReadConfiguration"
    actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
    resources = values(local.bucket_arn)
  }

  statement {
    sid     = "ReadSource"
    actions = ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"]
    resources = concat(
      [for root in local.roots.primary : "${local.bucket_arn.primary}/${root}/*"],
      [for root in local.roots.standby : "${local.bucket_arn.standby}/${root}/*"],
    )
  }

  statement {
    sid     = "WriteReplica"
    actions = ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
    resources = concat(
      [for root in local.roots.primary : "${local.bucket_arn.standby}/${root}/*"],
      [for root in local.roots.standby : "${local.bucket_arn.primary}/${root}/*"],
    )
  }

  # Each key is a source's and a replica's. Bucket keys: the context is the bucket, and writing a replica decrypts too.
  statement {
    sid       = "Reencrypt"
    actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
    resources = [aws_kms_key.primary.arn, aws_kms_key.standby.arn]

    condition {
      test     = "StringLike"
      variable = "kms:EncryptionContext:aws:s3:arn"
      values   = flatten([for arn in values(local.bucket_arn) : [arn, "${arn}/*"]])
    }
  }
}

# It has no cloudwatch:PutMetricData, and foundation, with the policy that denies the latch, comes later: nothing is attached.
resource "aws_iam_role" "replication" {
  provider = aws.standby

  name               = "${var.platform}-state-replication"
  assume_role_policy = data.aws_iam_policy_document.replication_trust.json
  description        = "S3 copies each root's Terraform state to the other region"
}

resource "aws_iam_role_policy" "replication" {
  provider = aws.standby

  name   = "replication"
  role   = aws_iam_role.replication.id
  policy = data.aws_iam_policy_document.replication.json
}

resource "aws_s3_bucket_replication_configuration" "primary" {
  provider = aws.primary

  bucket = aws_s3_bucket.primary.id
  role   = aws_iam_role.replication.arn

  # One rule per root: adopting a root turns its rule off, by its id, and leaves the others alone.
  dynamic "rule" {
    for_each = local.roots.primary

    content {
      id       = rule.value
      priority = rule.key + 1
      status   = "Enabled"

      delete_marker_replication { status = "Enabled" } # a lock is released by a delete: else the replica stays locked for ever
      destination {
        bucket = aws_s3_bucket.standby.arn

        encryption_configuration { replica_kms_key_id = aws_kms_key.standby.arn }
        dynamic "metrics" {
          for_each = local.replication_time_minutes

          content {
            status = "Enabled"
            event_threshold { minutes = metrics.value }
          }
        }
        dynamic "replication_time" {
          for_each = local.replication_time_minutes

          content {
            status = "Enabled"
            time { minutes = replication_time.value }
          }
        }
      }
      filter { prefix = "${rule.value}/" }
      source_selection_criteria {
        sse_kms_encrypted_objects { status = "Enabled" }
      }
    }
  }

  # Both ends must be versioned; and S3 answers "Request Body is empty" at times when a bucket's lifecycle is being written.
  depends_on = [aws_s3_bucket_lifecycle_configuration.primary, aws_s3_bucket_versioning.primary, aws_s3_bucket_versioning.standby]
}

resource "aws_s3_bucket_replication_configuration" "standby" {
  provider = aws.standby

  bucket = aws_s3_bucket.standby.id
  role   = aws_iam_role.replication.arn

  # One rule per root: adopting a root turns its rule off, by its id, and leaves the others alone.
  dynamic "rule" {
    for_each = local.roots.standby

    content {
      id       = rule.value
      priority = rule.key + 1
      status   = "Enabled"

      delete_marker_replication { status = "Enabled" } # a lock is released by a delete: else the replica stays locked for ever
      destination {
        bucket = aws_s3_bucket.primary.arn

        encryption_configuration { replica_kms_key_id = aws_kms_key.primary.arn }
        dynamic "metrics" {
          for_each = local.replication_time_minutes

          content {
            status = "Enabled"
            event_threshold { minutes = metrics.value }
          }
        }
        dynamic "replication_time" {
          for_each = local.replication_time_minutes

          content {
            status = "Enabled"
            time { minutes = replication_time.value }
          }
        }
      }
      filter { prefix = "${rule.value}/" }
      source_selection_criteria {
        sse_kms_encrypted_objects { status = "Enabled" }
      }
    }
  }

  # Both ends must be versioned; and S3 answers "Request Body is empty" at times when a bucket's lifecycle is being written.
  depends_on = [aws_s3_bucket_lifecycle_configuration.standby, aws_s3_bucket_versioning.primary, aws_s3_bucket_versioning.standby]
}
