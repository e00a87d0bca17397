resource "aws_eks_addon" "pass_pinned" {
  addon_name    = "coredns"
  addon_version = "v1.11.4-eksbuild.2"
  cluster_name  = "x"
}

resource "aws_eks_addon" "fail_unpinned" {
  addon_name   = "coredns"
  cluster_name = "x"
}
