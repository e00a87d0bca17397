locals {
  eks_policies = {
    # The groups are those that EKS made for managed node groups; a pod resizes those of its own cluster only.
    cluster-autoscaler = {
      Look = {
        actions = [
          "autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeAutoScalingInstances", "autoscaling:DescribeLaunchConfigurations",
          "autoscaling:DescribeScalingActivities", "autoscaling:DescribeTags", "ec2:DescribeImages", "ec2:DescribeInstanceTypes",
          "ec2:DescribeLaunchTemplateVersions", "ec2:GetInstanceTypesFromInstanceRequirements",
        ]
        resources = ["*"]
      }
      LookAtNodeGroups = {
        actions   = ["eks:DescribeNodegroup"]
        resources = [for arn in values(local.arn.eks) : "${arn}:nodegroup/${var.platform}-*/*/*"]
      }
      Resize = {
        actions   = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"]
        resources = [for arn in values(local.arn.autoscaling) : "${arn}:autoScalingGroup:*:autoScalingGroupName/eks-*"]
        when = {
          "StringEquals aws:ResourceTag/eks:cluster-name"                  = ["&{aws:PrincipalTag/eks-cluster-name}"]
          "StringEquals aws:ResourceTag/k8s.io/cluster-autoscaler/enabled" = ["true"]
        }
      }
    }

    eks-cluster = {
      EncryptKubernetesSecrets = {
        actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ListGrants"]
        resources = local.keys
        when      = local.key_of_platform
      }
    }

    external-secrets = {
      ReadSecrets = {
        actions   = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "secretsmanager:ListSecretVersionIds"]
        resources = [for arn in values(local.arn.secretsmanager) : "${arn}:secret:${var.platform}-*"]
      }
    }

    # What TargetGroupBinding needs and no more: a load balancer that Kubernetes makes stands in no plan and no record, and would
    # not fail over.
    load-balancer-controller = {
      Look = {
        actions = [
          "ec2:DescribeInstances", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcs",
          "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth",
        ]
        resources = ["*"]
      }
      Register = {
        actions   = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"]
        resources = [for arn in values(local.arn.elasticloadbalancing) : "${arn}:targetgroup/${var.platform}-*/*"]
      }
    }
  }
}
