# fails: a cluster in the standby | and no replication; aws_eks_cluster.standby runs containers
resource "aws_ecr_repository" "app" {
  name = "app"
}
resource "aws_eks_cluster" "standby" {
  provider = aws.standby
}
# passes: it is replicated
resource "aws_ecr_repository" "app" {
  name = "app"
}
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {}
}
resource "aws_eks_cluster" "standby" {
  provider = aws.standby
}
# passes: a repository in each region
resource "aws_ecr_repository" "app" {
  name = "app"
}
resource "aws_ecr_repository" "standby" {
  provider = aws.standby
  name     = "app"
}
resource "aws_eks_cluster" "standby" {
  provider = aws.standby
}
