locals {
  # What nobody may do with a state bucket, whatever IAM allows. Where the spec names roles, only they may touch objects:
  # aws:PrincipalArn of a session is its role's ARN. Settings of the bucket are never denied, so a wrong list can be put right.
  denials = merge(
    {
      OtherAccounts   = { actions = ["s3:*"], test = "StringNotEquals", variable = "aws:PrincipalAccount", values = [var.account_id] }
      OtherEncryption = { actions = ["s3:PutObject"], test = "StringEquals", variable = "s3:x-amz-server-side-encryption", values = ["AES256"] }
      WithoutTls      = { actions = ["s3:*"], test = "Bool", variable = "aws:SecureTransport", values = ["false"] }
    },
    length(var.state_writers) == 0 ? {} : {
      OtherReaders = { actions = ["s3:GetObject*"], test = "ArnNotLike", variable = "aws:PrincipalArn", values = concat(var.state_readers, local.writers) }
      OtherWriters = { actions = ["s3:DeleteObject*", "s3:PutObject*", "s3:Replicate*", "s3:RestoreObject"], test = "ArnNotLike", variable = "aws:PrincipalArn", values = local.writers }
    },
  )
  writers = concat(var.state_writers, [local.replication_role_arn])
}

data "aws_iam_policy_document" "key" {
  provider = aws.standby

  statement {
    sid       = "IamOfThisAccountDecides"
    actions   = ["kms:*"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "kms:CallerAccount"
      values   = [var.account_id]
    }

    principals {
      type        = "AWS"
      identifiers = ["arn:${var.partition}:iam::${var.account_id}:root"]
    }
  }
}

data "aws_iam_policy_document" "logs" {
  provider = aws.standby
  for_each = local.bucket_arn

  statement {
    sid       = "AllowS3ToDeliver"
    actions   = ["s3:PutObject"]
    resources = ["${each.value}-logs/*"]

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [each.value]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    principals {
      type        = "Service"
      identifiers = ["logging.s3.amazonaws.com"]
    }
  }

  statement {
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = ["${each.value}-logs", "${each.value}-logs/*"]

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "state" {
  provider = aws.standby
  for_each = local.bucket_arn

  dynamic "statement" {
    for_each = local.denials

    content {
      sid       = "Deny${statement.key}"
      effect    = "Deny"
      actions   = statement.value.actions
      resources = contains(statement.value.actions, "s3:*") ? [each.value, "${each.value}/*"] : ["${each.value}/*"]

      condition {
        test     = statement.value.test
        variable = statement.value.variable
        values   = statement.value.values
      }

      principals {
        type        = "*"
        identifiers = ["*"]
      }
    }
  }
}
