# fails: a token on one side | auth_token nothing here, auth_token in aws_elasticache_replication_group.main_primary
variable "token" {}
resource "aws_elasticache_replication_group" "main_primary" { auth_token = var.token }
resource "aws_elasticache_replication_group" "main_standby" { provider = aws.standby }
# passes: on both
variable "token" {}
resource "aws_elasticache_replication_group" "main_primary" { auth_token = var.token }
resource "aws_elasticache_replication_group" "main_standby" {
  provider   = aws.standby
  auth_token = var.token
}
