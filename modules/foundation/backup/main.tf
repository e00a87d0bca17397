locals {
  every = tonumber(trimsuffix(var.copy_every, "h"))
  hour  = tonumber(split(":", var.at)[0])

  # Every N hours from `at` on. Where N does not divide a day the last interval is shorter, never longer.
  hours    = sort([for run in range(0, 24, local.every) : format("%02d", (local.hour + run) % 24)])
  schedule = "cron(${tonumber(split(":", var.at)[1])} ${join(",", [for hour in local.hours : tonumber(hour)])} * * ? *)"

  # A backup may start until the next one is due, for at most the 8 hours that AWS gives by default: none starts on an RDS
  # instance in its maintenance window or the hour before, and AWS Backup tries again until then. 60 is the least it takes.
  start_window_minutes = min(480, 60 * local.every)

  # Must exceed the start window by an hour; a large copy takes longer.
  completion_window_minutes = local.start_window_minutes + 24 * 60

  keep_days = tonumber(trimsuffix(var.keep, "d"))

  lock = var.lock.mode == "none" ? [] : [{
    changeable_for_days = var.lock.mode == "compliance" ? tonumber(trimsuffix(var.lock.grace, "d")) : null
    max_retention_days  = var.lock.max == null ? null : tonumber(trimsuffix(var.lock.max, "d"))
    min_retention_days  = var.lock.min == null ? local.keep_days : tonumber(trimsuffix(var.lock.min, "d"))
  }]

  rule = "every-${local.every}-hours"
}

# The lock and the retention speak of time; this of people. AWS Backup's own deletion at the end of `keep` is no API call of
# anybody and goes on.
data "aws_iam_policy_document" "vault" {
  provider = aws.standby

  statement {
    sid       = "DenyDeletion"
    effect    = "Deny"
    actions   = ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"]
    resources = ["*"]

    dynamic "condition" {
      for_each = length(var.custodians) > 0 ? [var.custodians] : []

      content {
        test     = "ArnNotLike"
        variable = "aws:PrincipalArn"
        values   = condition.value
      }
    }

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
