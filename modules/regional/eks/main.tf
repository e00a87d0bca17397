# EKS would make it itself, without a key and for ever.
resource "aws_cloudwatch_log_group" "control_plane" {
  name              = "/aws/eks/${var.name}/cluster"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.foundation_key_arn
}

resource "aws_eks_cluster" "this" {
  name     = var.name
  role_arn = "${var.role_arn_prefix}eks-cluster"
  version  = var.kubernetes.version

  bootstrap_self_managed_addons = false # Add-ons are managed ones, below.
  enabled_cluster_log_types     = ["api", "audit", "authenticator", "controllerManager", "scheduler"]

  access_config {
    authentication_mode                         = "API"
    bootstrap_cluster_creator_admin_permissions = false # Who may do what is said in `access`.
  }

  encryption_config {
    resources = ["secrets"]

    provider {
      key_arn = var.foundation_key_arn
    }
  }

  upgrade_policy {
    support_type = var.kubernetes.support
  }

  vpc_config {
    subnet_ids              = var.private_subnet_ids
    endpoint_private_access = true
    endpoint_public_access  = length(var.endpoint.public_cidrs) > 0
    public_access_cidrs     = length(var.endpoint.public_cidrs) > 0 ? var.endpoint.public_cidrs : null
  }

  depends_on = [aws_cloudwatch_log_group.control_plane]

  lifecycle {
    # AWS knows both at birth only and does not give them back: after an import they would replace the cluster.
    ignore_changes = [access_config[0].bootstrap_cluster_creator_admin_permissions, bootstrap_self_managed_addons]
  }
}

# Nodes and pods are in the cluster's own group already; this lets in people and pipelines.
resource "aws_vpc_security_group_ingress_rule" "endpoint" {
  for_each = var.endpoint.private_cidrs

  security_group_id = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
  description       = "Kubernetes API from ${each.key}"
  cidr_ipv4         = each.value
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_eks_access_entry" "this" {
  for_each = var.access

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = each.key
}

resource "aws_eks_access_policy_association" "this" {
  for_each = var.access

  cluster_name  = aws_eks_cluster.this.name
  principal_arn = aws_eks_access_entry.this[each.key].principal_arn
  policy_arn    = "arn:${var.partition}:eks::aws:cluster-access-policy/${each.value.policy}"

  access_scope {
    type       = length(each.value.namespaces) > 0 ? "namespace" : "cluster"
    namespaces = each.value.namespaces
  }
}

locals {
  # Service accounts as the usual charts and add-ons name them.
  controllers = {
    cluster-autoscaler       = { namespace = "kube-system", service_account = "cluster-autoscaler" }
    ebs-csi                  = { namespace = "kube-system", service_account = "ebs-csi-controller-sa" }
    external-secrets         = { namespace = "external-secrets", service_account = "external-secrets" }
    load-balancer-controller = { namespace = "kube-system", service_account = "aws-load-balancer-controller" }
    vpc-cni                  = { namespace = "kube-system", service_account = "aws-node" }
  }

  pod_identities = merge(
    { for use, pod in local.controllers : use => merge(pod, { role_arn = "${var.role_arn_prefix}${use}" }) },
    var.workloads,
  )
}

resource "aws_eks_pod_identity_association" "this" {
  for_each = local.pod_identities

  cluster_name    = aws_eks_cluster.this.name
  namespace       = each.value.namespace
  service_account = each.value.service_account
  role_arn        = each.value.role_arn
}
