locals {
  # What a standby's group holds while it waits.
  waiting = {
    for name, group in var.nodes : name => {
      backup_restore = 0
      pilot_light    = 0
      warm_standby   = min(2, group.min) # Two, so that CoreDNS and the controllers outlive one.
      hot_standby    = group.min
    }[var.strategy]
  }

  # The one thing that follows `active`. The primary keeps its own whoever serves: coming home must not wait for nodes.
  said = {
    for name, group in var.nodes : name => (
      var.role == "primary" || var.active == "standby"
      ? group.min
      : coalesce(try(var.standby_nodes[name].min, null), local.waiting[name])
    )
  }

  # What a failover raised stays raised after the way home, until `drgen shrink`.
  min = { for name, said in local.said : name => max(said, try(var.observed_nodes[name].min, 0)) }

  # Where pods without tolerations, CoreDNS among them, find room. If every such group is empty, the first one is born with a node.
  open  = [for name, group in var.nodes : name if length(group.taints) == 0]
  first = alltrue([for name in local.open : local.min[name] == 0]) ? coalescelist(local.open, keys(var.nodes))[0] : ""

  instance_types = { for name, group in var.nodes : name => coalesce(try(var.standby_nodes[name].instance_types, null), group.instance_types) }

  # m7g, c6gn, r8gd, t4g, x2gd, im4gn, is4gen, g5g, a1: Arm. m7i, r5, g5, p5: not.
  arm = "^(a1|[a-z]+[0-9]+g[a-z]*)\\."
}

resource "aws_launch_template" "node" {
  for_each = var.nodes

  name                   = "${var.name}-${each.key}"
  update_default_version = true

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted   = true
      kms_key_id  = var.foundation_key_arn
      volume_size = each.value.disk_gib
      volume_type = "gp3"
    }
  }

  # Pods get credentials by Pod Identity, never the node's: one hop does not reach a container.
  metadata_options {
    http_endpoint               = "enabled"
    http_put_response_hop_limit = 1
    http_tokens                 = "required"
  }

  # The provider's default tags stop at the template.
  dynamic "tag_specifications" {
    for_each = toset(["instance", "network-interface", "volume"])

    content {
      resource_type = tag_specifications.value
      tags          = merge(var.tags, { "drgen:platform" = var.platform, Name = "${var.name}-${each.key}" })
    }
  }
}

resource "aws_eks_node_group" "this" {
  for_each = var.nodes

  cluster_name    = aws_eks_cluster.this.name
  node_group_name = each.key
  node_role_arn   = "${var.role_arn_prefix}eks-node"
  subnet_ids      = var.private_subnet_ids
  version         = var.kubernetes.version
  ami_type        = coalesce(each.value.ami_type, can(regex(local.arm, local.instance_types[each.key][0])) ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD")
  capacity_type   = each.value.capacity_type
  instance_types  = local.instance_types[each.key]
  labels          = each.value.labels

  launch_template {
    id      = aws_launch_template.node[each.key].id
    version = aws_launch_template.node[each.key].latest_version
  }

  scaling_config {
    min_size = local.min[each.key]
    max_size = each.value.max

    # At birth only. One node somewhere: without any the add-ons never become active, and the provider gives up on them.
    desired_size = max(local.min[each.key], each.key == local.first ? 1 : 0)
  }

  dynamic "taint" {
    for_each = each.value.taints

    content {
      key    = taint.key
      value  = taint.value.value
      effect = taint.value.effect
    }
  }

  update_config {
    max_unavailable_percentage = 33
  }

  # A pod started before its association, or a node before its network, needs a restart to notice.
  depends_on = [aws_eks_addon.before_nodes, aws_eks_pod_identity_association.this]

  lifecycle {
    # The autoscaler and the failover set it.
    ignore_changes = [scaling_config[0].desired_size]
  }
}
