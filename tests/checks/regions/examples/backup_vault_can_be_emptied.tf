# fails: no lock | no lock on shop
resource "aws_backup_vault" "this" {
  name = "shop"
}
# passes: a lock
resource "aws_backup_vault" "this" {
  name = "shop"
}
resource "aws_backup_vault_lock_configuration" "this" {
  backup_vault_name = aws_backup_vault.this.name
}
