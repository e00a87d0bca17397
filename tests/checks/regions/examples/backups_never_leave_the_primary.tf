# fails: no copy | rule.0.copy_action 1 rules, and none copies to another region
resource "aws_backup_plan" "this" {
  rule {
    rule_name = "daily"
  }
}
# fails: a copy within the region | and none copies to another region
resource "aws_backup_plan" "this" {
  rule {
    copy_action {
      destination_vault_arn = "arn:aws:backup:us-east-1:111122223333:backup-vault:second"
    }
  }
}
# passes: a copy to the standby
resource "aws_backup_plan" "this" {
  rule {
    copy_action {
      destination_vault_arn = aws_backup_vault.standby.arn
    }
  }
}
resource "aws_backup_vault" "standby" {
  provider = aws.standby
}
