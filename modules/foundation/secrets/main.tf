locals {
  rotated = { for name, secret in var.names : name => secret.rotation_lambda_arn if secret.rotation_lambda_arn != null }
}

resource "aws_secretsmanager_secret" "this" {
  #checkov:skip=CKV2_AWS_57:A broker's and an AUTH secret have no managed rotation; the others rotate where the spec names a function
  provider = aws.primary
  for_each = var.names

  name                           = "${var.platform}-${each.key}"
  description                    = coalesce(each.value.description, "${each.key} of ${var.platform}")
  force_overwrite_replica_secret = false # After a promotion the standby's secret holds the newer value.
  kms_key_id                     = var.key_arn.primary
  recovery_window_in_days        = var.recovery_window_days
  tags                           = each.value.generate ? { "drgen:generate" = "true" } : {}

  replica {
    kms_key_id = var.key_arn.standby
    region     = var.standby_region
  }

  lifecycle {
    # In a long outage the replica is promoted to a secret of its own, through the API. Terraform would then try to replicate
    # over it.
    ignore_changes = [replica]
  }
}

resource "aws_secretsmanager_secret_policy" "this" {
  provider = aws.primary
  for_each = var.names

  block_public_policy = true
  policy              = data.aws_iam_policy_document.this.json
  secret_arn          = aws_secretsmanager_secret.this[each.key].arn
}

resource "aws_secretsmanager_secret_rotation" "this" {
  provider = aws.primary
  for_each = local.rotated

  rotate_immediately  = false # Turning rotation on must not change a password that is in use.
  rotation_lambda_arn = each.value
  secret_id           = aws_secretsmanager_secret.this[each.key].id

  rotation_rules {
    automatically_after_days = var.rotation_days
  }
}

# It replicates with the secret, whose ARN there has another region: hence the resource "*", which is the secret that it hangs on.
data "aws_iam_policy_document" "this" {
  provider = aws.primary

  statement {
    sid       = "DenyOtherAccounts"
    effect    = "Deny"
    actions   = ["secretsmanager:*"]
    resources = ["*"]

    condition {
      test     = "StringNotEquals"
      variable = "aws:PrincipalAccount"
      values   = [var.account_id]
    }

    # AWS itself has no account.
    condition {
      test     = "BoolIfExists"
      variable = "aws:PrincipalIsAWSService"
      values   = ["false"]
    }

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }

  statement {
    sid       = "DenyWithoutTls"
    effect    = "Deny"
    actions   = ["secretsmanager:*"]
    resources = ["*"]

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
