locals {
  regions = { primary = var.primary_region, standby = var.standby_region }

  use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"]

  # ElastiCache's requests come by either of its names.
  services = distinct(concat(
    ["backup", "dax", "dynamodb", "ec2", "ecr", "eks", "elasticache", "mq", "rds", "s3", "scheduler", "secretsmanager", "sns", "sqs", "ssm"],
    var.services,
  ))

  # As AWS starts every key: IAM decides, so that a key is never locked out of its account. JSON, for in a key's policy the
  # resource "*" is that key, whereas checkov takes a document for an identity's policy, in which it is everything.
  account = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "IamDecides"
      Effect    = "Allow"
      Principal = { AWS = "arn:${var.partition}:iam::${var.account_id}:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

# Who may use every key, the data key too.
data "aws_iam_policy_document" "people" {
  provider = aws.standby

  source_policy_documents = [local.account]

  dynamic "statement" {
    for_each = length(var.administrators) > 0 ? [var.administrators] : []

    content {
      sid = "Administrators"
      actions = [
        "kms:CancelKeyDeletion", "kms:CreateAlias", "kms:DeleteAlias", "kms:Describe*", "kms:DisableKey*", "kms:EnableKey*", "kms:Get*", "kms:List*",
        "kms:PutKeyPolicy", "kms:ReplicateKey", "kms:RevokeGrant", "kms:ScheduleKeyDeletion", "kms:TagResource", "kms:UntagResource", "kms:Update*",
      ]
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = statement.value
      }
    }
  }

  dynamic "statement" {
    for_each = length(var.users) > 0 ? [var.users] : []

    content {
      sid       = "Users"
      actions   = local.use
      resources = ["*"]

      principals {
        type        = "AWS"
        identifiers = statement.value
      }
    }
  }

  # A copy of a backup, or a volume in another account, lives on a grant.
  dynamic "statement" {
    for_each = length(var.users) > 0 ? [var.users] : []

    content {
      sid       = "UsersGrantToServices"
      actions   = ["kms:CreateGrant"]
      resources = ["*"]

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }

      principals {
        type        = "AWS"
        identifiers = statement.value
      }
    }
  }
}

# What each region's own key allows on top.
data "aws_iam_policy_document" "this" {
  provider = aws.standby
  for_each = local.regions

  source_policy_documents = [data.aws_iam_policy_document.people.json]

  # As with AWS's own keys, whoever may use the service may use the key through it: so nobody finds in the night of the failover
  # that a role names the key of one region only. The service still decides who may read what.
  statement {
    sid       = "ThroughServices"
    actions   = concat(local.use, ["kms:CreateGrant"])
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "kms:CallerAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = [for service in local.services : "${service}.${each.value}.amazonaws.com"]
    }

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }

  # Nodes with encrypted volumes are launched by this role. By condition, since a principal must exist and the role is made with
  # the account's first Auto Scaling group.
  statement {
    sid       = "AutoScaling"
    actions   = local.use
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "kms:CallerAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:${var.partition}:iam::${var.account_id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*"]
    }

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }

  statement {
    sid       = "AutoScalingGrantsToVolumes"
    actions   = ["kms:CreateGrant"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "kms:CallerAccount"
      values   = [var.account_id]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:PrincipalArn"
      values   = ["arn:${var.partition}:iam::${var.account_id}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling*"]
    }

    condition {
      test     = "Bool"
      variable = "kms:GrantIsForAWSResource"
      values   = ["true"]
    }

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }

  statement {
    sid       = "Logs"
    actions   = local.use
    resources = ["*"]

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = ["arn:${var.partition}:logs:${each.value}:${var.account_id}:*"]
    }

    principals {
      type        = "Service"
      identifiers = ["logs.${each.value}.amazonaws.com"]
    }
  }

  # Without it an alarm rings and pages nobody: CloudWatch asks for the topic's key itself, and no IAM statement covers a service.
  statement {
    sid       = "AlarmsToTopics"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey*"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [var.account_id]
    }

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com"]
    }
  }
}
