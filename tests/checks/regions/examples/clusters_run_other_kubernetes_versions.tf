# fails: a minor version | version is 1.31, and 1.33 in aws_eks_cluster.primary
resource "aws_eks_cluster" "primary" {
  version = "1.33"
}
resource "aws_eks_cluster" "standby" {
  provider = aws.standby
  version  = "1.31"
}
# passes: the same
resource "aws_eks_cluster" "primary" {
  version = "1.33"
}
resource "aws_eks_cluster" "standby" {
  provider = aws.standby
  version  = "1.33"
}
