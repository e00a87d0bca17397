locals {
  # How a service's ARNs begin in each region.
  arn = {
    for service in [
      "autoscaling", "dynamodb", "ec2", "ecr", "eks", "elasticache", "elasticloadbalancing", "kms", "logs", "rds", "scheduler", "secretsmanager", "ssm",
    ] : service => { for side, region in local.regions : side => "arn:${var.partition}:${service}:${region}:${var.account_id}" }
  }
  iam     = "arn:${var.partition}:iam::${var.account_id}"
  regions = { primary = var.primary_region, standby = var.standby_region }

  clusters  = [for arn in values(local.arn.eks) : "${arn}:cluster/${var.platform}-*"]
  instances = [for arn in values(local.arn.rds) : "${arn}:db:${var.platform}-*"]

  # AWS keeps S3 apart from the rest, and under another path.
  backup_managed = concat(
    [for act in ["Backup", "Restores"] : "service-role/AWSBackupServiceRolePolicyFor${act}"],
    [for act in ["Backup", "Restore"] : "AWSBackupServiceRolePolicyForS3${act}"],
  )

  # `only_from`: on whose behalf a service must act to assume the role. Empty where AWS documents no such key: a wrong condition
  # fails in silence, and a role can be handed to a service only from within its own account anyway.
  roles = {
    backup                   = { service = "backup", only_from = [], managed = local.backup_managed }
    cluster-autoscaler       = { service = "pods.eks", only_from = local.clusters, managed = [] }
    ebs-csi                  = { service = "pods.eks", only_from = local.clusters, managed = ["AmazonEBSCSIDriverPolicyV2"] }
    ecr-templates            = { service = "ecr", only_from = [], managed = [] }
    eks-cluster              = { service = "eks", only_from = [], managed = ["AmazonEKSClusterPolicy"] }
    eks-node                 = { service = "ec2", only_from = [], managed = ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy"] }
    external-secrets         = { service = "pods.eks", only_from = local.clusters, managed = [] }
    flow-logs                = { service = "vpc-flow-logs", only_from = [for arn in values(local.arn.ec2) : "${arn}:vpc-flow-log/*"], managed = [] }
    latch-scheduler          = { service = "scheduler", only_from = [for arn in values(local.arn.scheduler) : "${arn}:schedule-group/default"], managed = [] }
    load-balancer-controller = { service = "pods.eks", only_from = local.clusters, managed = [] }
    rds-monitoring           = { service = "monitoring.rds", only_from = local.instances, managed = ["service-role/AmazonRDSEnhancedMonitoringRole"] }
    s3-replication           = { service = "s3", only_from = [], managed = [] }
    vpc-cni                  = { service = "pods.eks", only_from = local.clusters, managed = ["AmazonEKS_CNI_Policy"] }
  }

  managed = merge([for use, role in local.roles : { for policy in role.managed : "${use}/${basename(policy)}" => { policy = policy, use = use } }]...)

  # Each role's own policy: statements by name, `when` as "test key" = values.
  policies = merge(local.eks_policies, local.data_policies, local.failover_policies)

  role_names = merge(
    { for use, role in aws_iam_role.this : use => role.name },
    { for side, role in aws_iam_role.failover : "failover-${side}" => role.name },
  )
}

data "aws_iam_policy_document" "trust" {
  provider = aws.standby
  for_each = local.roles

  statement {
    # EKS tags the session with the pod's cluster, namespace and service account.
    actions = each.value.service == "pods.eks" ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"]

    dynamic "condition" {
      for_each = length(each.value.only_from) == 0 ? {} : { "ArnLike aws:SourceArn" = each.value.only_from, "StringEquals aws:SourceAccount" = [var.account_id] }

      content {
        test     = split(" ", condition.key)[0]
        variable = split(" ", condition.key)[1]
        values   = condition.value
      }
    }

    principals {
      type        = "Service"
      identifiers = ["${each.value.service}.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "this" {
  provider = aws.standby
  for_each = local.roles

  name               = "${var.platform}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
  description        = "${each.key} of ${var.platform}, in both regions"
}

data "aws_iam_policy_document" "this" {
  provider = aws.standby
  for_each = local.policies

  dynamic "statement" {
    for_each = each.value

    content {
      sid       = statement.key
      actions   = statement.value.actions
      resources = statement.value.resources

      dynamic "condition" {
        for_each = try(statement.value.when, {})

        content {
          test     = split(" ", condition.key)[0]
          variable = split(" ", condition.key)[1]
          values   = condition.value
        }
      }
    }
  }
}

resource "aws_iam_role_policy" "this" {
  provider = aws.standby
  for_each = local.policies

  name   = each.key
  policy = data.aws_iam_policy_document.this[each.key].json
  role   = local.role_names[each.key]
}

resource "aws_iam_role_policy_attachment" "managed" {
  provider = aws.standby
  for_each = local.managed

  policy_arn = "arn:${var.partition}:iam::aws:policy/${each.value.policy}"
  role       = aws_iam_role.this[each.value.use].name
}
