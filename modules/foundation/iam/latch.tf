# Who moves traffic: a metric without resource-level permissions, of which IAM knows the namespace only. So whoever has
# cloudwatch:PutMetricData has the latch, unless told no.
locals {
  latch_namespace = "drgen/latch"
  latch_roles     = ["failover-primary", "failover-standby", "latch-scheduler"]
}

data "aws_iam_policy_document" "latch_denied" {
  provider = aws.standby

  statement {
    sid       = "LatchDenied"
    effect    = "Deny"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = [local.latch_namespace]
    }
  }
}

resource "aws_iam_policy" "latch_denied" {
  provider = aws.standby

  name        = "${var.platform}-latch-denied"
  description = "No writing to the metric that moves traffic. Attach it to workloads and people, too."
  policy      = data.aws_iam_policy_document.latch_denied.json
}

# Also to roles that cannot today: what they are given tomorrow does not ask here.
resource "aws_iam_role_policy_attachment" "latch_denied" {
  provider = aws.standby
  for_each = setsubtract(keys(local.roles), local.latch_roles)

  policy_arn = aws_iam_policy.latch_denied.arn
  role       = aws_iam_role.this[each.key].name
}

# The same for the rest of the account, for those who run its organization.
data "aws_iam_policy_document" "latch_scp" {
  provider = aws.standby

  statement {
    sid       = "OnlyFailoverMovesTheLatch"
    effect    = "Deny"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "ArnNotLike"
      variable = "aws:PrincipalArn"
      values   = concat([for use in local.latch_roles : "${local.iam}:role/${var.platform}-${use}"], var.latch_writers)
    }

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = [local.latch_namespace]
    }
  }
}
