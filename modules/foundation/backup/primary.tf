resource "aws_backup_vault" "primary" {
  provider = aws.primary

  name        = var.platform
  kms_key_arn = var.key_arn.primary

  lifecycle {
    # What is left when replication has carried a mistake to both regions.
    prevent_destroy = true
  }
}

resource "aws_backup_vault_policy" "primary" {
  provider = aws.primary

  backup_vault_name = aws_backup_vault.primary.name
  policy            = data.aws_iam_policy_document.vault.json
}

resource "aws_backup_vault_lock_configuration" "primary" {
  provider = aws.primary
  count    = length(local.lock)

  backup_vault_name   = aws_backup_vault.primary.name
  changeable_for_days = local.lock[0].changeable_for_days
  max_retention_days  = local.lock[0].max_retention_days
  min_retention_days  = local.lock[0].min_retention_days
}

# Each region backs up what is tagged there and copies it to the other: after a failover nothing has to be turned round.
resource "aws_backup_plan" "primary" {
  provider = aws.primary

  name = var.platform

  rule {
    completion_window = local.completion_window_minutes
    rule_name         = local.rule
    schedule          = local.schedule
    start_window      = local.start_window_minutes
    target_vault_name = aws_backup_vault.primary.name

    lifecycle {
      delete_after = local.keep_days
    }

    copy_action {
      destination_vault_arn = aws_backup_vault.standby.arn

      lifecycle {
        delete_after = local.keep_days
      }
    }

    dynamic "copy_action" {
      for_each = var.isolated_vault_arn.primary == null ? [] : [var.isolated_vault_arn.primary]

      content {
        destination_vault_arn = copy_action.value

        lifecycle {
          delete_after = local.keep_days
        }
      }
    }
  }
}

resource "aws_backup_selection" "primary" {
  provider = aws.primary

  name         = var.platform
  iam_role_arn = var.backup_role_arn
  plan_id      = aws_backup_plan.primary.id

  selection_tag {
    key   = "drgen:backup"
    type  = "STRINGEQUALS"
    value = var.platform
  }
}
