# fails: two for one region | aws_ecr_replication_configuration.first configures us-east-1, too
resource "aws_ecr_replication_configuration" "first" {
  replication_configuration {}
}
resource "aws_ecr_replication_configuration" "second" {
  replication_configuration {}
}
# passes: one for each region
resource "aws_ecr_replication_configuration" "primary" {
  replication_configuration {}
}
resource "aws_ecr_replication_configuration" "standby" {
  provider = aws.standby
  replication_configuration {}
}
# fails: a count that is known | aws_ecr_replication_configuration.second[0] replication_configuration
resource "aws_ecr_replication_configuration" "first" {
  replication_configuration {}
}
resource "aws_ecr_replication_configuration" "second" {
  count = 1
  replication_configuration {}
}
# passes: nobody knows whether it is made
variable "second" {}
resource "aws_ecr_replication_configuration" "first" {
  replication_configuration {}
}
resource "aws_ecr_replication_configuration" "second" {
  count = var.second
  replication_configuration {}
}
