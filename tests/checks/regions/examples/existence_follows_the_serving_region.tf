# fails: a database that follows var.active | count is var.active == "primary" ? 1 : 0, which follows var.active
resource "aws_db_instance" "main" {
  count = var.active == "primary" ? 1 : 0
}
# passes: a role that stays
resource "aws_db_instance" "main" {
  count = var.role == "primary" ? 1 : 0
}
