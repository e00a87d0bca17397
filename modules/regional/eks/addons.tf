locals {
  # One set that ran together: see README, "Add-ons". kube-proxy goes with the Kubernetes version, the others do not.
  kube_proxy = {
    "1.33" = "v1.33.10-eksbuild.2"
    "1.34" = "v1.34.6-eksbuild.2"
    "1.35" = "v1.35.3-eksbuild.2"
  }

  addons = merge(
    {
      aws-ebs-csi-driver     = "v1.58.0-eksbuild.1"
      coredns                = "v1.13.2-eksbuild.4"
      eks-pod-identity-agent = "v1.3.10-eksbuild.3"
      kube-proxy             = lookup(local.kube_proxy, var.kubernetes.version, null)
      vpc-cni                = "v1.21.1-eksbuild.7"
    },
    var.addons,
  )

  # What a node needs to become ready: daemon sets, active without any node.
  node_addons = ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"]
}

resource "aws_eks_addon" "before_nodes" {
  for_each = { for name, version in local.addons : name => version if contains(local.node_addons, name) }

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = each.value
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  # The role is known before the first pod asks for it.
  depends_on = [aws_eks_pod_identity_association.this]
}

# Deployments: DEGRADED until a node carries them.
resource "aws_eks_addon" "after_nodes" {
  for_each = { for name, version in local.addons : name => version if !contains(local.node_addons, name) }

  cluster_name                = aws_eks_cluster.this.name
  addon_name                  = each.key
  addon_version               = each.value
  resolve_conflicts_on_create = "OVERWRITE"
  resolve_conflicts_on_update = "OVERWRITE"

  depends_on = [aws_eks_node_group.this]
}
