mock_provider "aws" {}

variables {
  account_id         = "111122223333"
  active             = "primary"
  foundation_key_arn = "arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000"
  kubernetes         = { version = "1.34" }
  name               = "shop-prod-eks"
  nodes              = { general = { instance_types = ["m7g.xlarge", "m6g.xlarge"], min = 6, max = 24 } }
  partition          = "aws"
  peer_region        = "us-east-1"
  platform           = "shop-prod"
  private_subnet_ids = ["subnet-a", "subnet-b", "subnet-c"]
  region             = "us-west-2"
  role               = "standby"
  role_arn_prefix    = "arn:aws:iam::111122223333:role/shop-prod-"
  strategy           = "warm_standby"
  tags               = { team = "platform" }
  vpc_id             = "vpc-0123456789abcdef0"
}

# Capacity: role × strategy × active.

run "the_primary_has_its_minimum" {
  command = plan
  variables { role = "primary" }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 6 && aws_eks_node_group.this["general"].scaling_config[0].max_size == 24
    error_message = "The primary runs nodes.min."
  }
}

run "the_primary_keeps_its_minimum_while_the_standby_serves" {
  command = plan
  variables {
    active        = "standby"
    role          = "primary"
    standby_nodes = { general = { min = 1 } }
  }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 6
    error_message = "Coming home must not wait for nodes."
  }
}

run "a_warm_standby_waits_with_two_nodes" {
  command = plan

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 2 && aws_eks_node_group.this["general"].scaling_config[0].desired_size == 2
    error_message = "At least two, so that the controllers outlive one."
  }
}

run "a_warm_standby_never_waits_with_more_than_the_primary_runs" {
  command = plan
  variables { nodes = { general = { instance_types = ["m7i.large"], min = 1, max = 4 } } }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 1
    error_message = "Two at most the primary's own minimum."
  }
}

run "a_pilot_light_waits_with_none" {
  command = plan
  variables { strategy = "pilot_light" }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 0
    error_message = "A pilot light keeps no nodes."
  }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].desired_size == 1
    error_message = "It is born with one node: without any the add-ons never become active and the apply fails."
  }
}

run "a_pilot_light_is_born_with_one_node_in_one_group" {
  command = plan
  variables {
    nodes = {
      accelerated = { instance_types = ["g5.xlarge"], min = 1, max = 2, taints = { "nvidia.com/gpu" = { effect = "NO_SCHEDULE" } } }
      batch       = { instance_types = ["m7g.large"], min = 0, max = 9 }
      general     = { instance_types = ["m7g.large"], min = 6, max = 24 }
    }
    strategy = "pilot_light"
  }

  assert {
    condition     = { for name, group in aws_eks_node_group.this : name => group.scaling_config[0].desired_size } == { accelerated = 0, batch = 1, general = 0 }
    error_message = "One node, in the first group whose nodes take any pod."
  }
}

run "an_empty_group_beside_a_full_one_is_born_empty" {
  command = plan
  variables {
    nodes = {
      batch   = { instance_types = ["m7g.large"], min = 0, max = 9 }
      general = { instance_types = ["m7g.large"], min = 6, max = 24 }
    }
    role = "primary"
  }

  assert {
    condition     = { for name, group in aws_eks_node_group.this : name => group.scaling_config[0].desired_size } == { batch = 0, general = 6 }
    error_message = "The add-ons have nodes elsewhere."
  }
}

run "a_hot_standby_waits_with_all" {
  command = plan
  variables { strategy = "hot_standby" }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 6
    error_message = "A hot standby runs what the primary runs."
  }
}

run "a_standby_kept_for_backup_and_restore_waits_with_none" {
  command = plan
  variables { strategy = "backup_restore" }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 0
    error_message = "Nothing waits under backup and restore."
  }
}

run "the_standby_block_has_the_last_word_while_it_waits" {
  command = plan
  variables { standby_nodes = { general = { min = 3 } } }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 3
    error_message = "standby.nodes.general.min is what waits."
  }
}

run "the_standby_block_can_ask_for_no_node" {
  command = plan
  variables { standby_nodes = { general = { min = 0 } } }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 0
    error_message = "Zero is an answer, not a gap."
  }
}

run "a_standby_that_serves_has_the_primary_s_minimum" {
  command = plan
  variables {
    active        = "standby"
    standby_nodes = { general = { min = 3 } }
  }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 6
    error_message = "Serving needs what the primary needs."
  }
}

run "a_pilot_light_that_serves_has_the_primary_s_minimum" {
  command = plan
  variables {
    active   = "standby"
    strategy = "pilot_light"
  }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 6 && aws_eks_node_group.this["general"].scaling_config[0].max_size == 24
    error_message = "Serving needs what the primary needs."
  }
}

run "what_a_failover_raised_stays_after_the_way_home" {
  command = plan
  variables {
    observed_nodes = { general = { min = 5 }, dropped = { min = 2 } }
    standby_nodes  = { general = { min = 3 } }
  }

  assert {
    condition     = { for name, group in aws_eks_node_group.this : name => group.scaling_config[0].min_size } == { general = 5 }
    error_message = "The raised minimum stays until `drgen shrink`; a group that is gone is no matter."
  }
}

run "what_was_raised_less_than_the_spec_says_counts_for_nothing" {
  command = plan
  variables {
    active         = "standby"
    observed_nodes = { general = { min = 4 } }
  }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].min_size == 6
    error_message = "A standby that serves has the primary's minimum at least."
  }
}

run "the_peak_is_the_same_everywhere" {
  command = plan
  variables { strategy = "pilot_light" }

  assert {
    condition     = aws_eks_node_group.this["general"].scaling_config[0].max_size == 24
    error_message = "After a failover the standby must be able to carry the primary's peak."
  }
}

# Nodes.

run "arm_instances_get_an_arm_image" {
  command = plan
  variables { nodes = { a = { instance_types = ["m7g.large", "c6gn.large", "is4gen.large"], min = 1, max = 2 }, b = { instance_types = ["g5.xlarge", "m7i.large"], min = 1, max = 2 } } }

  assert {
    condition     = aws_eks_node_group.this["a"].ami_type == "AL2023_ARM_64_STANDARD" && aws_eks_node_group.this["b"].ami_type == "AL2023_x86_64_STANDARD"
    error_message = "The architecture follows from the instance types."
  }
}

run "an_image_can_be_named" {
  command = plan
  variables { nodes = { gpu = { instance_types = ["g5.xlarge"], min = 1, max = 2, ami_type = "AL2023_x86_64_NVIDIA" } } }

  assert {
    condition     = aws_eks_node_group.this["gpu"].ami_type == "AL2023_x86_64_NVIDIA"
    error_message = "The spec may name the image type."
  }
}

run "the_standby_may_run_what_its_region_has" {
  command = plan
  variables { standby_nodes = { general = { instance_types = ["m7i.xlarge"] } } }

  assert {
    condition     = aws_eks_node_group.this["general"].instance_types == tolist(["m7i.xlarge"]) && aws_eks_node_group.this["general"].ami_type == "AL2023_x86_64_STANDARD"
    error_message = "The standby block can name other types; the image follows."
  }
}

run "nodes_keep_their_credentials_from_pods" {
  command = plan

  assert {
    condition = alltrue([
      aws_launch_template.node["general"].metadata_options[0].http_tokens == "required",
      aws_launch_template.node["general"].metadata_options[0].http_put_response_hop_limit == 1,
    ])
    error_message = "IMDSv2 with one hop."
  }
}

run "disks_are_encrypted_with_the_region_s_key" {
  command = plan

  assert {
    condition = alltrue([
      tobool(aws_launch_template.node["general"].block_device_mappings[0].ebs[0].encrypted),
      aws_launch_template.node["general"].block_device_mappings[0].ebs[0].kms_key_id == var.foundation_key_arn,
      aws_launch_template.node["general"].block_device_mappings[0].ebs[0].volume_type == "gp3",
    ])
    error_message = "gp3 under the region's own key."
  }
}

run "instances_and_volumes_carry_the_tags" {
  command = plan

  assert {
    condition     = toset([for block in aws_launch_template.node["general"].tag_specifications : block.resource_type if block.tags.team == "platform" && block.tags["drgen:platform"] == "shop-prod"]) == toset(["instance", "network-interface", "volume"])
    error_message = "Default tags of the provider do not reach them."
  }
}

run "taints_reach_the_group" {
  command = plan
  variables { nodes = { gpu = { instance_types = ["g5.xlarge"], min = 1, max = 2, taints = { "nvidia.com/gpu" = { effect = "NO_SCHEDULE" } } } } }

  assert {
    condition     = one(aws_eks_node_group.this["gpu"].taint).key == "nvidia.com/gpu"
    error_message = "The taint's name is the key."
  }
}

# Cluster.

run "the_cluster_is_private_and_says_all" {
  command = plan

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_private_access && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "The Kubernetes API is private unless the spec opens it."
  }

  assert {
    condition     = length(aws_eks_cluster.this.enabled_cluster_log_types) == 5 && aws_cloudwatch_log_group.control_plane.name == "/aws/eks/shop-prod-eks/cluster"
    error_message = "All five logs, to the group that EKS writes to."
  }

  assert {
    condition     = aws_cloudwatch_log_group.control_plane.kms_key_id == var.foundation_key_arn && aws_eks_cluster.this.encryption_config[0].provider[0].key_arn == var.foundation_key_arn
    error_message = "Secrets and logs under the region's own key."
  }
}

run "access_is_what_the_spec_says_and_no_more" {
  command = plan
  variables {
    access = {
      "arn:aws:iam::111122223333:role/platform-admin" = { policy = "AmazonEKSClusterAdminPolicy" }
      "arn:aws:iam::111122223333:role/shop-team"      = { policy = "AmazonEKSEditPolicy", namespaces = ["shop"] }
    }
  }

  assert {
    condition     = aws_eks_cluster.this.access_config[0].authentication_mode == "API" && !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "Whoever applies is not an administrator for that."
  }

  assert {
    condition = alltrue([
      aws_eks_access_policy_association.this["arn:aws:iam::111122223333:role/platform-admin"].access_scope[0].type == "cluster",
      aws_eks_access_policy_association.this["arn:aws:iam::111122223333:role/platform-admin"].policy_arn == "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      aws_eks_access_policy_association.this["arn:aws:iam::111122223333:role/shop-team"].access_scope[0].type == "namespace",
      aws_eks_access_policy_association.this["arn:aws:iam::111122223333:role/shop-team"].access_scope[0].namespaces == toset(["shop"]),
    ])
    error_message = "Named namespaces narrow a policy."
  }
}

run "ranges_that_are_named_reach_the_private_endpoint" {
  command = plan
  variables { endpoint = { private_cidrs = { vpn = "10.20.0.0/16" } } }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.endpoint["vpn"].from_port == 443 && !aws_eks_cluster.this.vpc_config[0].endpoint_public_access
    error_message = "A private range opens port 443 of the cluster's group, nothing public."
  }
}

run "public_ranges_make_it_public_to_them_only" {
  command = plan
  variables { endpoint = { public_cidrs = ["203.0.113.0/24"] } }

  assert {
    condition     = aws_eks_cluster.this.vpc_config[0].endpoint_public_access && aws_eks_cluster.this.vpc_config[0].public_access_cidrs == toset(["203.0.113.0/24"])
    error_message = "Public means these ranges."
  }
}

run "controllers_get_their_roles_by_pod_identity" {
  command = plan
  variables { workloads = { checkout = { namespace = "shop", service_account = "checkout", role_arn = "arn:aws:iam::111122223333:role/checkout" } } }

  assert {
    condition     = keys(aws_eks_pod_identity_association.this) == ["checkout", "cluster-autoscaler", "ebs-csi", "external-secrets", "load-balancer-controller", "vpc-cni"]
    error_message = "Five controllers and the workload."
  }

  assert {
    condition     = aws_eks_pod_identity_association.this["ebs-csi"].role_arn == "arn:aws:iam::111122223333:role/shop-prod-ebs-csi" && aws_eks_pod_identity_association.this["ebs-csi"].service_account == "ebs-csi-controller-sa"
    error_message = "Roles are computed from the platform's name."
  }
}

# Add-ons.

run "add_ons_are_pinned" {
  command = plan

  assert {
    condition     = alltrue([for addon in merge(aws_eks_addon.before_nodes, aws_eks_addon.after_nodes) : addon.addon_version != null])
    error_message = "Two clusters with floating add-ons drift apart."
  }

  assert {
    condition     = keys(aws_eks_addon.before_nodes) == ["eks-pod-identity-agent", "kube-proxy", "vpc-cni"] && keys(aws_eks_addon.after_nodes) == ["aws-ebs-csi-driver", "coredns"]
    error_message = "Nodes need their network first; deployments need nodes first."
  }

  assert {
    condition     = startswith(aws_eks_addon.before_nodes["kube-proxy"].addon_version, "v1.34.")
    error_message = "kube-proxy goes with the Kubernetes version."
  }

  assert {
    condition     = !aws_eks_cluster.this.bootstrap_self_managed_addons
    error_message = "EKS must not install its own unpinned ones first."
  }
}

run "the_spec_replaces_and_adds_add_ons" {
  command = plan
  variables { addons = { vpc-cni = "v1.22.4-eksbuild.3", metrics-server = "v0.8.1-eksbuild.2" } }

  assert {
    condition     = aws_eks_addon.before_nodes["vpc-cni"].addon_version == "v1.22.4-eksbuild.3" && aws_eks_addon.after_nodes["metrics-server"].addon_version == "v0.8.1-eksbuild.2"
    error_message = "addons is merged over the pinned ones."
  }
}

run "a_version_we_do_not_know_runs_with_a_kube_proxy_that_you_pin" {
  command = plan
  variables {
    addons     = { kube-proxy = "v1.36.0-eksbuild.13" }
    kubernetes = { version = "1.36" }
  }

  assert {
    condition     = aws_eks_addon.before_nodes["kube-proxy"].addon_version == "v1.36.0-eksbuild.13"
    error_message = "The spec's pin is used."
  }
}

# What GitOps reads.

run "the_config_map_says_what_differs_between_the_regions" {
  command = plan
  variables {
    all_endpoint    = { orders = "shop-prod-orders.cluster-x.us-west-2.rds.amazonaws.com" }
    all_secret_name = { orders = "shop-prod-orders", sessions = "" }
  }

  assert {
    condition = yamldecode(output.config_map) == {
      apiVersion = "v1"
      kind       = "ConfigMap"
      metadata   = { name = "drgen-platform" }
      data = {
        cluster_name    = "shop-prod-eks"
        endpoint_orders = "shop-prod-orders.cluster-x.us-west-2.rds.amazonaws.com"
        peer_region     = "us-east-1"
        platform        = "shop-prod"
        region          = "us-west-2"
        registry        = "111122223333.dkr.ecr.us-west-2.amazonaws.com/shop-prod"
        role            = "standby"
        secret_orders   = "shop-prod-orders"
        vpc_id          = "vpc-0123456789abcdef0"
      }
    }
    error_message = "Region, place, registry, endpoints and secrets; nothing that moves with `active`."
  }
}

# Refusals.

run "access_is_given_to_iam_principals" {
  command = plan
  variables { access = { platform-admin = { policy = "AmazonEKSClusterAdminPolicy" } } }
  expect_failures = [var.access]
}

run "access_is_given_by_access_policies" {
  command = plan
  variables { access = { "arn:aws:iam::111122223333:role/platform-admin" = { policy = "system:masters" } } }
  expect_failures = [var.access]
}

run "active_is_primary_or_standby" {
  command = plan
  variables { active = "us-west-2" }
  expect_failures = [var.active]
}

run "an_add_on_s_version_is_written_as_eks_writes_it" {
  command = plan
  variables { addons = { coredns = "1.13.2" } }
  expect_failures = [var.addons]
}

run "the_whole_internet_is_refused" {
  command = plan
  variables { endpoint = { public_cidrs = ["0.0.0.0/0"] } }
  expect_failures = [var.endpoint]
}

run "a_range_is_a_range" {
  command = plan
  variables { endpoint = { private_cidrs = { vpn = "10.20.0.0" } } }
  expect_failures = [var.endpoint]
}

run "a_version_is_a_minor_version" {
  command = plan
  variables { kubernetes = { version = "1.34.2" } }
  expect_failures = [var.kubernetes]
}

run "a_version_we_do_not_know_needs_a_kube_proxy" {
  command = plan
  variables { kubernetes = { version = "1.36" } }
  expect_failures = [var.kubernetes]
}

run "support_is_one_of_two_words" {
  command = plan
  variables { kubernetes = { version = "1.34", support = "NONE" } }
  expect_failures = [var.kubernetes]
}

run "retention_is_one_of_cloudwatch_s_steps" {
  command = plan
  variables { log_retention_days = 366 }
  expect_failures = [var.log_retention_days]
}

run "a_name_longer_than_a_cluster_s_is_refused" {
  command = plan
  variables { name = "a-name-of-more-than-one-hundred-characters-that-somebody-thought-would-make-the-cluster-easy-to-find-x" }
  expect_failures = [var.name]
}

run "a_cluster_has_nodes" {
  command = plan
  variables { nodes = {} }
  expect_failures = [var.nodes]
}

run "a_group_s_name_is_plain" {
  command = plan
  variables { nodes = { "General Purpose" = { instance_types = ["m7g.large"], min = 1, max = 2 } } }
  expect_failures = [var.nodes]
}

run "max_is_not_below_min" {
  command = plan
  variables { nodes = { general = { instance_types = ["m7g.large"], min = 3, max = 2 } } }
  expect_failures = [var.nodes]
}

run "a_group_runs_one_architecture" {
  command = plan
  variables { nodes = { general = { instance_types = ["m7g.large", "m7i.large"], min = 1, max = 2 } } }
  expect_failures = [var.nodes]
}

run "a_group_names_instance_types" {
  command = plan
  variables { nodes = { general = { instance_types = [], min = 1, max = 2 } } }
  expect_failures = [var.nodes]
}

run "capacity_is_on_demand_or_spot" {
  command = plan
  variables { nodes = { general = { instance_types = ["m7g.large"], min = 1, max = 2, capacity_type = "CHEAP" } } }
  expect_failures = [var.nodes]
}

run "a_disk_holds_the_system" {
  command = plan
  variables { nodes = { general = { instance_types = ["m7g.large"], min = 1, max = 2, disk_gib = 8 } } }
  expect_failures = [var.nodes]
}

run "an_image_is_al2023" {
  command = plan
  variables { nodes = { general = { instance_types = ["m7g.large"], min = 1, max = 2, ami_type = "BOTTLEROCKET_ARM_64" } } }
  expect_failures = [var.nodes]
}

run "a_taint_has_one_of_three_effects" {
  command = plan
  variables { nodes = { general = { instance_types = ["m7g.large"], min = 1, max = 2, taints = { gpu = { effect = "NoSchedule" } } } } }
  expect_failures = [var.nodes]
}

run "one_subnet_is_refused" {
  command = plan
  variables { private_subnet_ids = ["subnet-a"] }
  expect_failures = [var.private_subnet_ids]
}

run "role_is_primary_or_standby" {
  command = plan
  variables { role = "us-west-2" }
  expect_failures = [var.role]
}

run "the_standby_block_adds_no_group" {
  command = plan
  variables { standby_nodes = { batch = { min = 1 } } }
  expect_failures = [var.standby_nodes]
}

run "the_standby_waits_with_no_more_than_the_peak" {
  command = plan
  variables { standby_nodes = { general = { min = 25 } } }
  expect_failures = [var.standby_nodes]
}

run "a_standby_group_runs_one_architecture" {
  command = plan
  variables { standby_nodes = { general = { instance_types = ["m7g.large", "m7i.large"] } } }
  expect_failures = [var.standby_nodes]
}

run "strategy_is_one_of_four" {
  command = plan
  variables { strategy = "active_active" }
  expect_failures = [var.strategy]
}

run "a_workload_is_not_a_controller" {
  command = plan
  variables { workloads = { vpc-cni = { namespace = "shop", service_account = "checkout", role_arn = "arn:aws:iam::111122223333:role/checkout" } } }
  expect_failures = [var.workloads]
}
