# fails: a policy that stays behind | name loses its policy in us-west-2: no template there
resource "aws_ecr_repository" "this" { name = "shop" }
resource "aws_ecr_repository_policy" "this" { repository = aws_ecr_repository.this.name }
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {}
}
# passes: a template
resource "aws_ecr_repository" "this" { name = "shop" }
resource "aws_ecr_repository_policy" "this" { repository = aws_ecr_repository.this.name }
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {}
}
resource "aws_ecr_repository_creation_template" "standby" {
  provider    = aws.standby
  prefix      = "ROOT"
  applied_for = ["REPLICATION"]
}
