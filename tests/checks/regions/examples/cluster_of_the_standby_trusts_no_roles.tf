# fails: a provider for one cluster | aws_eks_cluster.standby name has no OpenID Connect provider
resource "aws_eks_cluster" "main" { name = "main" }
resource "aws_eks_cluster" "standby" {
  provider = aws.standby
  name     = "main"
}
resource "aws_iam_openid_connect_provider" "main" {
  url = aws_eks_cluster.main.identity[0].oidc[0].issuer
}
# passes: one for each
resource "aws_eks_cluster" "main" { name = "main" }
resource "aws_eks_cluster" "standby" {
  provider = aws.standby
  name     = "main"
}
resource "aws_iam_openid_connect_provider" "main" {
  url = aws_eks_cluster.main.identity[0].oidc[0].issuer
}
resource "aws_iam_openid_connect_provider" "standby" {
  url = aws_eks_cluster.standby.identity[0].oidc[0].issuer
}
