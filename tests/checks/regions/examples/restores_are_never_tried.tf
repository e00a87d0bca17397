# fails: none | no restore testing plan
resource "aws_backup_plan" "this" {
  name = "daily"
}
# passes: one
resource "aws_backup_plan" "this" {
  name = "daily"
}
resource "aws_backup_restore_testing_plan" "this" {
  name = "weekly"
}
