mock_provider "aws" {
  alias = "primary"

  mock_resource "aws_backup_vault" {
    defaults        = { arn = "arn:aws:backup:us-east-1:111122223333:backup-vault:shop-prod" }
    override_during = plan
  }
}

mock_provider "aws" {
  alias = "standby"

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_backup_vault" {
    defaults        = { arn = "arn:aws:backup:us-west-2:111122223333:backup-vault:shop-prod" }
    override_during = plan
  }
}

variables {
  account_id      = "111122223333"
  key_arn         = { primary = "arn:aws:kms:us-east-1:111122223333:key/1", standby = "arn:aws:kms:us-west-2:111122223333:key/2" }
  platform        = "shop-prod"
  primary_region  = "us-east-1"
  backup_role_arn = "arn:aws:iam::111122223333:role/shop-prod-backup"
  standby_region  = "us-west-2"
}

run "each_region_copies_to_the_other" {
  command = plan

  assert {
    condition     = [for copy in one(aws_backup_plan.primary.rule).copy_action : copy.destination_vault_arn] == [aws_backup_vault.standby.arn]
    error_message = "The primary's backups go to the standby."
  }

  assert {
    condition     = [for copy in one(aws_backup_plan.standby.rule).copy_action : copy.destination_vault_arn] == [aws_backup_vault.primary.arn]
    error_message = "The standby's go to the primary: after a failover nothing has to be turned round."
  }
}

run "a_vault_has_its_own_regions_key" {
  command = plan

  assert {
    condition     = aws_backup_vault.primary.kms_key_arn == var.key_arn.primary && aws_backup_vault.standby.kms_key_arn == var.key_arn.standby
    error_message = "A copy is encrypted with the key of the region that it arrives in."
  }
}

run "what_is_tagged_is_backed_up_by_the_platforms_role" {
  command = plan

  assert {
    condition     = alltrue([for selection in [aws_backup_selection.primary, aws_backup_selection.standby] : one(selection.selection_tag).key == "drgen:backup" && one(selection.selection_tag).value == "shop-prod" && selection.iam_role_arn == "arn:aws:iam::111122223333:role/shop-prod-backup"])
    error_message = "Selection is by tag, in both regions."
  }
}

run "a_day_is_the_default" {
  command = plan

  assert {
    condition     = output.schedule == "cron(30 3 * * ? *)" && one(one(aws_backup_plan.primary.rule).lifecycle).delete_after == 35
    error_message = "Daily at 03:30, kept 35 days."
  }
}

run "every_hour_of_the_day" {
  command = plan

  variables {
    copy_every = "1h"
  }

  assert {
    condition     = output.schedule == "cron(30 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23 * * ? *)" && one(aws_backup_plan.primary.rule).start_window == 60
    error_message = "Hourly, and each starts before the next is due."
  }
}

run "an_interval_that_does_not_divide_a_day_is_never_exceeded" {
  command = plan

  variables {
    at         = "22:05"
    copy_every = "7h"
  }

  assert {
    condition     = output.schedule == "cron(5 5,12,19,22 * * ? *)"
    error_message = "22:05, 05:05, 12:05, 19:05, and 22:05 again."
  }
}

run "a_backup_may_take_an_hour_longer_than_it_may_wait" {
  command = plan

  assert {
    condition     = one(aws_backup_plan.standby.rule).completion_window >= one(aws_backup_plan.standby.rule).start_window + 60
    error_message = "AWS refuses a completion window that is shorter."
  }
}

run "the_lock_is_one_that_can_be_lifted" {
  command = plan

  assert {
    condition     = alltrue([for lock in [aws_backup_vault_lock_configuration.primary[0], aws_backup_vault_lock_configuration.standby[0]] : lock.min_retention_days == 35 && lock.changeable_for_days == null])
    error_message = "Governance: no changeable_for_days. Nothing shorter than `keep`."
  }
}

run "compliance_is_understood" {
  command = plan

  variables {
    lock = { i_understand_this_cannot_be_undone = true, max = "365d", min = "30d", mode = "compliance" }
  }

  assert {
    condition     = aws_backup_vault_lock_configuration.standby[0].changeable_for_days == 7 && aws_backup_vault_lock_configuration.standby[0].max_retention_days == 365
    error_message = "A week to think better of it."
  }
}

run "a_rehearsal_has_no_lock" {
  command = plan

  variables {
    lock = { mode = "none" }
  }

  assert {
    condition     = length(aws_backup_vault_lock_configuration.primary) == 0
    error_message = "mode none makes no lock."
  }
}

run "another_account_gets_a_copy_too" {
  command = plan

  variables {
    isolated_vault_arn = { primary = "arn:aws:backup:us-east-1:444455556666:backup-vault:vault" }
  }

  assert {
    condition     = contains([for copy in one(aws_backup_plan.primary.rule).copy_action : copy.destination_vault_arn], "arn:aws:backup:us-east-1:444455556666:backup-vault:vault")
    error_message = "From the side that names a vault."
  }
}

run "nobody_deletes_a_backup" {
  command = plan

  assert {
    condition     = length(one(data.aws_iam_policy_document.vault.statement).condition) == 0
    error_message = "Without custodians the denial has no exception."
  }
}

run "a_custodian_may" {
  command = plan

  variables {
    custodians = ["arn:aws:iam::111122223333:role/backup-admin"]
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.vault.statement).condition).test == "ArnNotLike"
    error_message = "Everybody is denied but them."
  }
}

run "at_is_a_time" {
  command = plan

  variables {
    at = "24:00"
  }

  expect_failures = [var.at]
}

run "a_day_is_the_longest_interval" {
  command = plan

  variables {
    copy_every = "25h"
  }

  expect_failures = [var.copy_every]
}

run "a_backup_is_kept_for_a_day_at_least" {
  command = plan

  variables {
    keep = "0d"
  }

  expect_failures = [var.keep]
}

run "compliance_must_be_understood" {
  command = plan

  variables {
    lock = { mode = "compliance" }
  }

  expect_failures = [var.lock]
}

run "a_lock_has_one_of_three_modes" {
  command = plan

  variables {
    lock = { mode = "strict" }
  }

  expect_failures = [var.lock]
}

run "the_lock_lets_keep_pass" {
  command = plan

  variables {
    lock = { min = "90d" }
  }

  expect_failures = [var.lock]
}

run "the_lock_is_given_in_days" {
  command = plan

  variables {
    lock = { max = "1y" }
  }

  expect_failures = [var.lock]
}

run "aws_gives_three_days_of_grace" {
  command = plan

  variables {
    lock = { grace = "1d" }
  }

  expect_failures = [var.lock]
}

run "isolated_means_another_account" {
  command = plan

  variables {
    isolated_vault_arn = { primary = "arn:aws:backup:us-east-1:111122223333:backup-vault:vault" }
  }

  expect_failures = [var.isolated_vault_arn]
}

run "isolated_means_the_same_region" {
  command = plan

  variables {
    isolated_vault_arn = { primary = "arn:aws:backup:us-west-2:444455556666:backup-vault:vault" }
  }

  expect_failures = [var.isolated_vault_arn]
}

run "a_custodian_is_an_arn" {
  command = plan

  variables {
    custodians = ["backup-admin"]
  }

  expect_failures = [var.custodians]
}
