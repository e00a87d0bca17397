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
