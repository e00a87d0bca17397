resource "aws_backup_plan" "pass_copied" {
  name = "x"

  rule {
    rule_name         = "daily"
    target_vault_name = "here"

    copy_action {
      destination_vault_arn = "arn"
    }
  }
}

resource "aws_backup_plan" "pass_both" {
  name = "x"

  rule {
    rule_name         = "daily"
    target_vault_name = "here"

    copy_action {
      destination_vault_arn = "arn"
    }
  }
  rule {
    rule_name         = "weekly"
    target_vault_name = "here"

    copy_action {
      destination_vault_arn = "arn"
    }
  }
}

resource "aws_backup_plan" "fail_kept_here" {
  name = "x"

  rule {
    rule_name         = "daily"
    target_vault_name = "here"
  }
}

resource "aws_backup_plan" "fail_one_of_two" {
  name = "x"

  rule {
    rule_name         = "daily"
    target_vault_name = "here"

    copy_action {
      destination_vault_arn = "arn"
    }
  }
  rule {
    rule_name         = "weekly"
    target_vault_name = "here"
  }
}
