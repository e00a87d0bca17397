locals {
  buckets = [for region in values(local.regions) : "arn:${var.partition}:s3:::${var.platform}-*-${var.account_id}-${region}"]

  # The keys are told by their alias: none has to exist before the roles.
  keys            = [for arn in values(local.arn.kms) : "${arn}:key/*"]
  key_of_platform = { "ForAnyValue:StringEquals kms:ResourceAliases" = ["alias/${var.platform}"] }

  data_policies = {
    ecr-templates = {
      EncryptRepositories = {
        actions   = ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"]
        resources = local.keys
        when      = local.key_of_platform
      }
      MakeRepositories = {
        actions   = ["ecr:CreateRepository", "ecr:ReplicateImage"]
        resources = [for arn in values(local.arn.ecr) : "${arn}:repository/${var.platform}/*"]
      }
    }

    flow-logs = {
      Look = {
        actions   = ["logs:DescribeLogGroups"]
        resources = ["*"]
      }
      Write = {
        actions   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        resources = [for arn in values(local.arn.logs) : "${arn}:log-group:/aws/vpc/${var.platform}-*"]
      }
    }

    latch-scheduler = {
      MoveTraffic = {
        actions   = ["cloudwatch:PutMetricData"]
        resources = ["*"]
        when      = { "StringEquals cloudwatch:namespace" = [local.latch_namespace] }
      }
      # What a schedule is to say is encrypted, and Scheduler reads it as this role.
      ReadSchedule = {
        actions   = ["kms:Decrypt"]
        resources = local.keys
        when = merge(local.key_of_platform, {
          "ArnLike kms:EncryptionContext:aws:scheduler:schedule:arn" = [for arn in values(local.arn.scheduler) : "${arn}:schedule/default/${var.platform}-latch-*"]
        })
      }
    }

    s3-replication = {
      ReadConfiguration = {
        actions   = ["s3:GetReplicationConfiguration", "s3:ListBucket"]
        resources = local.buckets
      }
      ReadSource = {
        actions   = ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging"]
        resources = [for arn in local.buckets : "${arn}/*"]
      }
      # Both ways, so each key is a source's and a replica's. The context is the bucket when it has a bucket key, else the object.
      Reencrypt = {
        actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]
        resources = local.keys
        when = merge(local.key_of_platform, {
          "StringEquals kms:ViaService"                 = [for region in values(local.regions) : "s3.${region}.amazonaws.com"]
          "StringLike kms:EncryptionContext:aws:s3:arn" = flatten([for arn in local.buckets : [arn, "${arn}/*"]])
        })
      }
      WriteReplica = {
        actions   = ["s3:ReplicateDelete", "s3:ReplicateObject", "s3:ReplicateTags"]
        resources = [for arn in local.buckets : "${arn}/*"]
      }
    }
  }
}
