# fails: one key | aws_backup_vault.standby kms_key_arn is not set; aws_backup_vault.main has a key
resource "aws_backup_vault" "main" {
  name        = "main"
  kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/a"
}
resource "aws_backup_vault" "standby" {
  provider = aws.standby
  name     = "standby"
}
resource "aws_backup_plan" "this" {
  rule {
    target_vault_name = aws_backup_vault.main.name
    copy_action { destination_vault_arn = aws_backup_vault.standby.arn }
  }
}
# passes: a key for each
resource "aws_backup_vault" "main" {
  name        = "main"
  kms_key_arn = "arn:aws:kms:us-east-1:111122223333:key/a"
}
resource "aws_backup_vault" "standby" {
  provider    = aws.standby
  name        = "standby"
  kms_key_arn = "arn:aws:kms:us-west-2:111122223333:key/b"
}
resource "aws_backup_plan" "this" {
  rule {
    target_vault_name = aws_backup_vault.main.name
    copy_action { destination_vault_arn = aws_backup_vault.standby.arn }
  }
}
