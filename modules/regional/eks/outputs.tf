output "cluster_certificate_authority" {
  description = "Certificate authority of the Kubernetes API, base64."
  value       = aws_eks_cluster.this.certificate_authority[0].data
}

output "cluster_endpoint" {
  description = "URL of the Kubernetes API."
  value       = aws_eks_cluster.this.endpoint
}

output "cluster_name" {
  description = "Cluster, equal in both regions."
  value       = aws_eks_cluster.this.name
}

output "cluster_security_group_id" {
  description = "Security group of nodes and pods: data stores and the load balancer open their ports to it."
  value       = aws_eks_cluster.this.vpc_config[0].cluster_security_group_id
}

output "config_map" {
  description = "Kubernetes ConfigMap `drgen-platform`, YAML, for GitOps: what differs between the regions, so that manifests need not."
  value = yamlencode({
    apiVersion = "v1"
    kind       = "ConfigMap"
    metadata   = { name = "drgen-platform" }
    data = merge(
      {
        cluster_name = var.name
        peer_region  = var.peer_region
        platform     = var.platform
        region       = var.region
        registry     = "${var.account_id}.dkr.ecr.${var.region}.amazonaws.com${var.partition == "aws-cn" ? ".cn" : ""}/${var.platform}"
        role         = var.role
        vpc_id       = var.vpc_id
      },
      { for instance, endpoint in var.all_endpoint : "endpoint_${instance}" => endpoint },
      { for instance, secret in var.all_secret_name : "secret_${instance}" => secret if secret != "" },
    )
  })
}

output "node_group_names" {
  description = "Node groups; equal in both regions."
  value       = keys(var.nodes)
}

output "node_role_arn" {
  description = "Role of the nodes."
  value       = "${var.role_arn_prefix}eks-node"
}
