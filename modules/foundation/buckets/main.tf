locals {
  bucket_arn = {
    for side, region in { primary = var.primary_region, standby = var.standby_region } :
    side => { for name in keys(var.names) : name => "arn:${var.partition}:s3:::${var.platform}-${name}-${var.account_id}-${region}" }
  }
  logs_arn = {
    for side, region in { primary = var.primary_region, standby = var.standby_region } :
    side => "arn:${var.partition}:s3:::${var.platform}-logs-${var.account_id}-${region}"
  }
}

data "aws_iam_policy_document" "buckets" {
  provider = aws.standby
  for_each = merge([for side, arns in local.bucket_arn : { for name, arn in arns : "${side}/${name}" => arn }]...)

  statement {
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [each.value, "${each.value}/*"]

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

data "aws_iam_policy_document" "logs" {
  provider = aws.standby
  for_each = local.logs_arn

  statement {
    sid       = "AllowS3ToDeliver"
    actions   = ["s3:PutObject"]
    resources = ["${each.value}/*"]

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = values(local.bucket_arn[each.key])
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
    resources = [each.value, "${each.value}/*"]

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
