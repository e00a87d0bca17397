# The keys to the kingdom: two roles, each good for calls to the region that it rescues into and, but for reading, to no other.
locals {
  failover = {
    primary = { latch = "back", region = var.primary_region, state_bucket = "arn:${var.partition}:s3:::${var.primary_state_bucket}" }
    standby = { latch = "out", region = var.standby_region, state_bucket = "arn:${var.partition}:s3:::${var.standby_state_bucket}" }
  }

  failover_policies = {
    for side, place in local.failover : "failover-${side}" => merge(
      local.failover_reads[side],
      { for sid, act in local.failover_acts[side] : sid => merge(act, { when = merge(try(act.when, {}), { "StringEquals aws:RequestedRegion" = [place.region] }) }) },
    )
  }

  failover_acts = {
    for side, place in local.failover : side => {
      for sid, act in {
        Journal = {
          actions   = ["s3:GetObject", "s3:PutObject"]
          resources = ["${place.state_bucket}/*.tflock", "${place.state_bucket}/failover/*"]
        }
        JournalKey = {
          actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
          resources = ["${local.arn.kms[side]}:key/*"]
          when = {
            "StringEquals kms:ViaService"                 = ["s3.${place.region}.amazonaws.com"]
            "StringLike kms:EncryptionContext:aws:s3:arn" = [place.state_bucket, "${place.state_bucket}/*"]
          }
        }
        # To be told that a lock is not there, and not that one may not know.
        JournalList = {
          actions   = ["s3:ListBucket"]
          resources = [place.state_bucket]
        }
        KeepLatch = {
          actions   = ["scheduler:GetSchedule", "scheduler:UpdateSchedule"]
          resources = ["${local.arn.scheduler[side]}:schedule/default/${var.platform}-latch-${place.latch}"]
        }
        # To fill caches that nothing replicates; user and cache have one name.
        LoadCaches = {
          actions   = ["elasticache:Connect"]
          resources = [for kind in ["replicationgroup", "user"] : "${local.arn.elasticache[side]}:${kind}:${var.platform}-*"]
        }
        MoveTraffic = {
          actions   = ["cloudwatch:PutMetricData"]
          resources = ["*"]
          when      = { "StringEquals cloudwatch:namespace" = [local.latch_namespace] }
        }
        # Disassociating is the way out when the datastore refuses. AWS puts letters of its own before a datastore's id.
        PromoteCaches = {
          actions = ["elasticache:DisassociateGlobalReplicationGroup", "elasticache:FailoverGlobalReplicationGroup"]
          resources = concat(
            ["arn:${var.partition}:elasticache::${var.account_id}:globalreplicationgroup:*${var.platform}-*"],
            [for arn in values(local.arn.elasticache) : "${arn}:replicationgroup:${var.platform}-*"],
          )
        }
        PromoteGlobalClusters = {
          actions = ["rds:FailoverGlobalCluster", "rds:SwitchoverGlobalCluster"]
          resources = concat(
            ["arn:${var.partition}:rds::${var.account_id}:global-cluster:${var.platform}-*"],
            [for arn in values(local.arn.rds) : "${arn}:cluster:${var.platform}-*"],
          )
        }
        RaiseCaches = {
          actions   = ["elasticache:IncreaseReplicaCount"]
          resources = ["${local.arn.elasticache[side]}:replicationgroup:${var.platform}-*"]
        }
        # Starts a pilot light's instances, promotes a replica, gives a writer its size and backups, fences what must not write and cuts its clients off.
        RaiseDatabases = {
          actions   = ["rds:AddTagsToResource", "rds:CreateDBInstance", "rds:ModifyDBCluster", "rds:ModifyDBInstance", "rds:PromoteReadReplica", "rds:RebootDBInstance"]
          resources = [for name in local.database_names : "${local.arn.rds[side]}:${name}"]
        }
        RaiseNodes = {
          actions   = ["eks:UpdateNodegroupConfig"]
          resources = ["${local.arn.eks[side]}:nodegroup/${var.platform}-*/*/*"]
        }
        ReadBrokerSecrets = {
          actions   = ["secretsmanager:GetSecretValue"]
          resources = [for name in var.failover_secrets : "${local.arn.secretsmanager[side]}:secret:${var.platform}-${name}-??????"]
        }
        RebuildInstances = {
          actions   = ["rds:CreateDBSnapshot", "rds:DeleteDBInstance"]
          resources = [for name in var.rds_rebuild ? ["db", "snapshot"] : [] : "${local.arn.rds[side]}:${name}:${var.platform}-*"]
        }
        # A security group that lets nobody in, for what must not write any more.
        MakeFences = {
          actions   = ["ec2:CreateSecurityGroup"]
          resources = [for kind in ["security-group", "vpc"] : "${local.arn.ec2[side]}:${kind}/*"]
        }
        TagFences = {
          actions   = ["ec2:CreateTags"]
          resources = ["${local.arn.ec2[side]}:security-group/*"]
          when      = { "StringEquals ec2:CreateAction" = ["CreateSecurityGroup"] }
        }
        TellWorkers = {
          actions   = ["ssm:GetParameter", "ssm:PutParameter"]
          resources = ["${local.arn.ssm[side]}:parameter/${var.platform}/active"]
        }
        TellWorkersBySession = {
          actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"]
          resources = ["${local.arn.dynamodb[side]}:table/${var.platform}-sessions"]
          when      = { "ForAllValues:StringEquals dynamodb:LeadingKeys" = ["drgen/active", "drgen/claim/primary", "drgen/claim/standby"] }
        }
        Unlock = {
          actions   = ["s3:DeleteObject"]
          resources = ["${place.state_bucket}/*.tflock"]
        }
      } : sid => act if length(act.resources) > 0
    }
  }

  # Not bound to one region: reading, for a switchover compares both sides; handing over a role, which happens in none; a replica in
  # this region, which RDS has signed for its source's region as well; and routing controls, whose five endpoints AWS places.
  failover_reads = {
    for side, place in local.failover : side => {
      for sid, act in {
        CreateReplica = {
          actions   = ["rds:CreateDBInstanceReadReplica"]
          resources = flatten([for arn in values(local.arn.rds) : [for name in var.rds_rebuild ? local.database_names : [] : "${arn}:${name}"]])
          when      = { "StringEquals aws:RequestedRegion" = values(local.regions) }
        }
        LetDatabasesMonitor = {
          actions   = ["iam:PassRole"]
          resources = ["${local.iam}:role/${var.platform}-rds-monitoring"]
          when      = { "StringEquals iam:PassedToService" = ["monitoring.rds.amazonaws.com", "rds.amazonaws.com"] }
        }
        LetSchedulerRepeat = {
          actions   = ["iam:PassRole"]
          resources = ["${local.iam}:role/${var.platform}-latch-scheduler"]
          when      = { "StringEquals iam:PassedToService" = ["scheduler.amazonaws.com"] }
        }
        ListRoutingControls = {
          actions   = ["route53-recovery-cluster:ListRoutingControls"]
          resources = [for resource in ["*"] : resource if var.traffic == "routing_control"] # it takes no other
        }
        Look = {
          actions = [
            "cloudwatch:DescribeAlarms", "cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "dynamodb:DescribeTable",
            "ec2:DescribeSecurityGroups", "ecr:DescribeImages", "eks:DescribeCluster", "eks:DescribeNodegroup",
            "eks:DescribeUpdate", "eks:ListNodegroups", "elasticache:DescribeCacheClusters", "elasticache:DescribeGlobalReplicationGroups",
            "elasticache:DescribeReplicationGroups", "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTargetGroups",
            "elasticloadbalancing:DescribeTargetHealth", "mq:DescribeBroker", "mq:ListBrokers", "rds:DescribeDBClusters", "rds:DescribeDBInstances",
            "rds:DescribeDBSnapshots", "rds:DescribeDBSubnetGroups", "rds:DescribeEvents", "rds:DescribeGlobalClusters", "rds:DescribeOrderableDBInstanceOptions", "rds:ListTagsForResource",
            "secretsmanager:DescribeSecret", "servicequotas:GetServiceQuota", "ssm:DescribeParameters",
          ]
          resources = ["*"]
          when      = { "StringEquals aws:RequestedRegion" = values(local.regions) }
        }
        # By the account: dns makes the control panel, after the roles, and AWS gives it its id.
        TurnRoutingControls = {
          actions = [for act in ["GetRoutingControlState", "UpdateRoutingControlState", "UpdateRoutingControlStates"] : "route53-recovery-cluster:${act}"]
          resources = [
            for arn in ["arn:${var.partition}:route53-recovery-control::${var.account_id}:controlpanel/*/routingcontrol/*"] : arn if var.traffic == "routing_control"
          ]
        }
      } : sid => act if length(act.resources) > 0
    }
  }

  # What calls about databases name. An option group is RDS's own.
  database_names = concat(["og:*"], [for kind in ["cluster", "cluster-pg", "db", "pg", "subgrp"] : "${kind}:${var.platform}-*"])

  # By condition: a principal that is deleted and made again would be locked out in silence, until the night that it is needed.
  operators = length(var.operators) > 0 ? var.operators : ["${local.iam}:root"]
}

data "aws_iam_policy_document" "failover_trust" {
  provider = aws.standby

  statement {
    actions = ["sts:AssumeRole", "sts:SetSourceIdentity"]

    condition {
      test     = "ArnLike"
      variable = "aws:PrincipalArn"
      values   = [for arn in local.operators : replace(arn, "/:root$/", ":*")] # an account: everybody in it
    }

    dynamic "condition" {
      for_each = var.require_mfa ? ["true"] : []

      content {
        test     = "Bool"
        variable = "aws:MultiFactorAuthPresent"
        values   = [condition.value]
      }
    }

    principals {
      type        = "AWS"
      identifiers = distinct([for arn in local.operators : "arn:${var.partition}:iam::${split(":", arn)[4]}:root"])
    }
  }
}

resource "aws_iam_role" "failover" {
  provider = aws.standby
  for_each = local.failover

  name                 = "${var.platform}-failover-${each.key}"
  assume_role_policy   = data.aws_iam_policy_document.failover_trust.json
  description          = "Fails ${var.platform} over into ${each.value.region}"
  max_session_duration = 14400 # seconds: a failover must not outlive its credentials
}
