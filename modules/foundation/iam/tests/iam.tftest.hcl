mock_provider "aws" {
  alias = "primary"
}

mock_provider "aws" {
  alias = "standby"

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_iam_policy" {
    defaults = { arn = "arn:aws:iam::111122223333:policy/shop-prod-latch-denied" }
  }
}

variables {
  account_id           = "111122223333"
  partition            = "aws"
  platform             = "shop-prod"
  primary_region       = "us-east-1"
  primary_state_bucket = "acme-state-us-east-1"
  standby_region       = "us-west-2"
  standby_state_bucket = "acme-state-us-west-2"
  traffic              = "orchestrated"
}

run "roles_are_named_by_their_use" {
  command = plan

  assert {
    condition = toset(concat([for role in aws_iam_role.this : role.name], [for role in aws_iam_role.failover : role.name])) == toset([
      for use in [
        "backup", "cluster-autoscaler", "ebs-csi", "ecr-templates", "eks-cluster", "eks-node", "external-secrets", "failover-primary", "failover-standby", "flow-logs",
        "latch-scheduler", "load-balancer-controller", "rds-monitoring", "s3-replication", "vpc-cni",
      ] : "shop-prod-${use}"
    ])
    error_message = "docs/modules.md lists the uses: others compute the ARNs."
  }
}

run "every_role_but_the_latchs_own_is_denied_the_latch" {
  command = plan

  assert {
    condition     = setunion(keys(aws_iam_role_policy_attachment.latch_denied), ["latch-scheduler"]) == toset(keys(aws_iam_role.this))
    error_message = "Only failover and latch-scheduler may move traffic."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.latch_denied.statement).effect == "Deny" && one(one(data.aws_iam_policy_document.latch_denied.statement).condition).values == tolist(["drgen/latch"])
    error_message = "The denial is of one namespace."
  }
}

run "who_may_move_traffic_may_write_no_other_metric" {
  command = plan

  assert {
    condition = alltrue([
      for use, policy in local.policies : alltrue([
        for statement in values(policy) : statement.when["StringEquals cloudwatch:namespace"] == ["drgen/latch"] if contains(statement.actions, "cloudwatch:PutMetricData")
      ])
    ])
    error_message = "cloudwatch:PutMetricData always comes with the namespace."
  }

  assert {
    condition     = toset([for use, policy in local.policies : use if anytrue([for statement in values(policy) : contains(statement.actions, "cloudwatch:PutMetricData")])]) == toset(["failover-primary", "failover-standby", "latch-scheduler"])
    error_message = "Three roles write the latch."
  }
}

run "a_failover_acts_in_its_own_region_only" {
  command = plan

  variables {
    failover_secrets = ["messages"]
    rds_rebuild      = true
    traffic          = "routing_control"
  }

  assert {
    condition = alltrue(flatten([
      for side, region in { primary = "us-east-1", standby = "us-west-2" } : [
        for sid, statement in local.policies["failover-${side}"] : statement.when["StringEquals aws:RequestedRegion"] == [region]
        if !contains(["CreateReplica", "LetDatabasesMonitor", "LetSchedulerRepeat", "ListRoutingControls", "Look", "TurnRoutingControls"], sid)
      ]
    ]))
    error_message = "Whatever changes something is bound to the region that is rescued into."
  }
}

run "a_failover_turns_the_accounts_routing_controls_from_anywhere" {
  command = plan

  variables {
    traffic = "routing_control"
  }

  assert {
    condition = alltrue([
      for side in ["primary", "standby"] :
      local.policies["failover-${side}"].TurnRoutingControls.resources == ["arn:aws:route53-recovery-control::111122223333:controlpanel/*/routingcontrol/*"]
      && contains(local.policies["failover-${side}"].TurnRoutingControls.actions, "route53-recovery-cluster:UpdateRoutingControlStates")
      && !can(local.policies["failover-${side}"].TurnRoutingControls.when) && !can(local.policies["failover-${side}"].ListRoutingControls.when)
    ])
    error_message = "The cluster's five endpoints are in regions that AWS chooses."
  }
}

run "without_routing_controls_a_failover_may_turn_none" {
  command = plan

  assert {
    condition     = !anytrue(flatten([for policy in values(local.policies) : [for statement in values(policy) : [for action in statement.actions : startswith(action, "route53-recovery")]]]))
    error_message = "traffic: orchestrated moves the latch."
  }
}

run "backups_cover_s3_too" {
  command = plan

  assert {
    condition = toset([for key, attachment in aws_iam_role_policy_attachment.managed : attachment.policy_arn if startswith(key, "backup/")]) == toset([
      "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup", "arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore",
      "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup", "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores",
    ])
    error_message = "AWS keeps S3 in policies of their own, without service-role/."
  }
}

run "ecr_makes_repositories_of_the_platform_only" {
  command = plan

  assert {
    condition     = toset(local.policies["ecr-templates"].MakeRepositories.resources) == toset(["arn:aws:ecr:us-east-1:111122223333:repository/shop-prod/*", "arn:aws:ecr:us-west-2:111122223333:repository/shop-prod/*"])
    error_message = "Under the platform's namespace, in both regions."
  }
}

run "a_failover_knows_no_wildcard_action" {
  command = plan

  assert {
    condition     = alltrue(flatten([for policy in values(local.policies) : [for statement in values(policy) : [for action in statement.actions : !strcontains(action, "*")]]]))
    error_message = "Actions are spelled out."
  }

  assert {
    condition     = alltrue(flatten([for policy in values(local.policies) : [for statement in values(policy) : [for action in statement.actions : !startswith(action, "iam:") || (action == "iam:PassRole" && can(statement.when["StringEquals iam:PassedToService"]))]]]))
    error_message = "Of IAM only PassRole, and only to a named service."
  }
}

run "nothing_is_deleted_unless_asked_for" {
  command = plan

  assert {
    condition     = !anytrue(flatten([for policy in values(local.policies) : [for statement in values(policy) : [for action in statement.actions : startswith(action, "rds:Delete") || action == "rds:CreateDBInstanceReadReplica"]]]))
    error_message = "rds_rebuild is off."
  }

  assert {
    condition     = !anytrue(flatten([for side in ["primary", "standby"] : [for statement in values(local.policies["failover-${side}"]) : contains(statement.actions, "secretsmanager:GetSecretValue")]]))
    error_message = "A failover reads no secret that failover_secrets does not name."
  }
}

run "the_way_home_of_rds_is_a_rebuild" {
  command = plan

  variables {
    rds_rebuild = true
  }

  assert {
    condition     = contains(local.policies["failover-primary"].RebuildInstances.actions, "rds:DeleteDBInstance") && alltrue([for arn in local.policies["failover-primary"].RebuildInstances.resources : startswith(arn, "arn:aws:rds:us-east-1:111122223333:")])
    error_message = "Instances of the region that is come home to."
  }
}

run "a_failover_wants_mfa" {
  command = plan

  assert {
    condition     = anytrue([for condition in one(data.aws_iam_policy_document.failover_trust.statement).condition : condition.variable == "aws:MultiFactorAuthPresent"])
    error_message = "MFA is the default."
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.failover_trust.statement).principals).identifiers == toset(["arn:aws:iam::111122223333:root"])
    error_message = "Without operators IAM of this account decides."
  }
}

run "operators_are_told_by_pattern" {
  command = plan

  variables {
    operators   = ["arn:aws:iam::444455556666:root", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_DR_*"]
    require_mfa = false
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.failover_trust.statement).condition).values == tolist(["arn:aws:iam::444455556666:*", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_DR_*"])
    error_message = "By aws:PrincipalArn; an account means everybody in it."
  }

  assert {
    condition     = one(one(data.aws_iam_policy_document.failover_trust.statement).principals).identifiers == toset(["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"])
    error_message = "The principals are the accounts."
  }
}

run "a_pods_role_is_its_platforms_clusters" {
  command = plan

  assert {
    condition = alltrue([
      for use in ["cluster-autoscaler", "ebs-csi", "external-secrets", "load-balancer-controller", "vpc-cni"] :
      toset(flatten([for condition in one(data.aws_iam_policy_document.trust[use].statement).condition : condition.values])) == toset(["111122223333", "arn:aws:eks:us-east-1:111122223333:cluster/shop-prod-*", "arn:aws:eks:us-west-2:111122223333:cluster/shop-prod-*"])
    ])
    error_message = "Pod Identity of another cluster or account gets nothing."
  }
}

run "the_scp_leaves_the_latchs_writers_alone" {
  command = plan

  variables {
    latch_writers = ["arn:aws:iam::111122223333:role/shop-staging-*"]
  }

  assert {
    condition = anytrue([for condition in one(data.aws_iam_policy_document.latch_scp.statement).condition : condition.test == "ArnNotLike" && toset(condition.values) == toset([
      "arn:aws:iam::111122223333:role/shop-prod-failover-primary", "arn:aws:iam::111122223333:role/shop-prod-failover-standby",
      "arn:aws:iam::111122223333:role/shop-prod-latch-scheduler", "arn:aws:iam::111122223333:role/shop-staging-*",
    ])])
    error_message = "Everybody else in the account is denied."
  }
}

run "an_operator_is_an_arn" {
  command = plan

  variables {
    operators = ["arn:aws:sts::111122223333:assumed-role/admin/me"]
  }

  expect_failures = [var.operators]
}

run "a_latch_writer_is_a_role" {
  command = plan

  variables {
    latch_writers = ["shop-staging"]
  }

  expect_failures = [var.latch_writers]
}

run "a_failover_reads_named_secrets" {
  command = plan

  variables {
    failover_secrets = ["*"]
  }

  expect_failures = [var.failover_secrets]
}

run "traffic_is_one_of_three_words" {
  command = plan

  variables {
    traffic = "arc"
  }

  expect_failures = [var.traffic]
}
