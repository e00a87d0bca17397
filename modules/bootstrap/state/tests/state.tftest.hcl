mock_provider "aws" {
  alias = "primary"
}

mock_provider "aws" {
  alias = "standby"

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

variables {
  account_id           = "111122223333"
  partition            = "aws"
  platform             = "shop-prod"
  primary_state_bucket = "acme-shop-prod-state-us-east-1"
  role_arn_prefix      = "arn:aws:iam::111122223333:role/shop-prod-"
  standby_state_bucket = "acme-shop-prod-state-us-west-2"
  state_readers        = []
  state_writers        = []
}

run "each_bucket_replicates_only_the_roots_that_live_in_it" {
  command = plan

  assert {
    condition     = aws_s3_bucket_replication_configuration.primary.rule[*].filter[0].prefix == tolist(["primary/"])
    error_message = "The primary's bucket replicates primary/ and nothing else."
  }

  assert {
    condition     = aws_s3_bucket_replication_configuration.standby.rule[*].filter[0].prefix == tolist(["bootstrap/", "foundation/", "global/", "standby/"])
    error_message = "The standby's bucket replicates every root but primary/."
  }

  assert {
    condition     = length(setintersection(local.roots.primary, local.roots.standby)) == 0
    error_message = "No prefix is replicated both ways."
  }
}

run "a_released_lock_is_released_in_the_replica_too" {
  command = plan

  assert {
    condition = alltrue([
      for rule in concat(aws_s3_bucket_replication_configuration.primary.rule, aws_s3_bucket_replication_configuration.standby.rule) :
      rule.delete_marker_replication[0].status == "Enabled"
    ])
    error_message = "Every rule replicates delete markers."
  }
}

run "each_root_has_its_own_rule_so_that_one_can_be_turned_off" {
  command = plan

  assert {
    condition     = aws_s3_bucket_replication_configuration.standby.rule[*].id == tolist(["bootstrap", "foundation", "global", "standby"])
    error_message = "A rule's id is its root."
  }

  assert {
    condition     = length(distinct(aws_s3_bucket_replication_configuration.standby.rule[*].priority)) == 4
    error_message = "S3 refuses two rules of one priority."
  }
}

run "the_replication_role_reads_and_writes_only_those_prefixes" {
  command = plan

  assert {
    condition = toset(data.aws_iam_policy_document.replication.statement[2].resources) == toset([
      "arn:aws:s3:::acme-shop-prod-state-us-west-2/primary/*",
      "arn:aws:s3:::acme-shop-prod-state-us-east-1/bootstrap/*",
      "arn:aws:s3:::acme-shop-prod-state-us-east-1/foundation/*",
      "arn:aws:s3:::acme-shop-prod-state-us-east-1/global/*",
      "arn:aws:s3:::acme-shop-prod-state-us-east-1/standby/*",
    ])
    error_message = "The role may write replicas of each root only where that root does not live."
  }

  assert {
    condition     = "arn:aws:iam::111122223333:role/${aws_iam_role.replication.name}" == local.replication_role_arn
    error_message = "The role that the bucket policy lets in is the role that is made."
  }
}

run "without_roles_in_the_spec_only_other_accounts_are_shut_out" {
  command = plan

  assert {
    condition = toset(data.aws_iam_policy_document.state["primary"].statement[*].sid) == toset([
      "DenyOtherAccounts", "DenyOtherEncryption", "DenyWithoutTls",
    ])
    error_message = "No role of this account is denied."
  }
}

run "with_roles_in_the_spec_everybody_else_is_shut_out" {
  command = plan

  variables {
    state_readers = ["arn:aws:iam::111122223333:role/plan-*"]
    state_writers = ["arn:aws:iam::111122223333:role/apply"]
  }

  assert {
    condition     = local.denials.OtherReaders.values == tolist(["arn:aws:iam::111122223333:role/plan-*", "arn:aws:iam::111122223333:role/apply", "arn:aws:iam::111122223333:role/shop-prod-state-replication"])
    error_message = "Readers, writers and the replication role read."
  }

  assert {
    condition     = local.denials.OtherWriters.values == tolist(["arn:aws:iam::111122223333:role/apply", "arn:aws:iam::111122223333:role/shop-prod-state-replication"])
    error_message = "Writers and the replication role write; readers do not."
  }

  assert {
    condition     = length(data.aws_iam_policy_document.state["standby"].statement) == 5
    error_message = "Both buckets carry the denials."
  }
}

run "state_is_encrypted_by_the_region_s_own_key_and_by_no_other_way" {
  command = plan

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.standby.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
    error_message = "The state bucket encrypts by KMS."
  }

  assert {
    condition     = aws_kms_alias.primary.name == "alias/shop-prod-state" && aws_kms_alias.standby.name == "alias/shop-prod-state"
    error_message = "A backend names the key by the same alias in both regions."
  }

  assert {
    condition     = one(local.denials.OtherEncryption.values) == "AES256"
    error_message = "A write that asks for SSE-S3 is refused."
  }
}

run "access_is_logged_to_a_bucket_of_the_same_region" {
  command = plan

  assert {
    condition     = aws_s3_bucket.primary_logs.bucket == "acme-shop-prod-state-us-east-1-logs" && aws_s3_bucket.standby_logs.bucket == "acme-shop-prod-state-us-west-2-logs"
    error_message = "A log bucket is named after its bucket."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.primary_logs.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"
    error_message = "S3 delivers access logs only to SSE-S3 buckets."
  }
}

run "replication_in_fifteen_minutes_is_an_offer" {
  command = plan

  assert {
    condition     = length(aws_s3_bucket_replication_configuration.primary.rule[0].destination[0].replication_time) == 0
    error_message = "It costs extra: off unless asked for."
  }
}

run "replication_in_fifteen_minutes_comes_with_its_metrics" {
  command = plan

  variables {
    replication_time_control = true
  }

  assert {
    condition = alltrue([
      for rule in aws_s3_bucket_replication_configuration.standby.rule :
      rule.destination[0].replication_time[0].time[0].minutes == 15 && rule.destination[0].metrics[0].event_threshold[0].minutes == 15
    ])
    error_message = "S3 takes replication time control only together with metrics."
  }
}

run "old_versions_are_kept_long_enough_to_be_of_use" {
  command         = plan
  expect_failures = [var.keep_noncurrent_days]

  variables {
    keep_noncurrent_days = 7
  }
}

run "a_bucket_name_leaves_room_for_its_log_bucket" {
  command         = plan
  expect_failures = [var.primary_state_bucket]

  variables {
    primary_state_bucket = "acme-shop-prod-state-with-a-name-that-is-longer-than-it-may-be"
  }
}

run "a_bucket_name_is_lower_case" {
  command         = plan
  expect_failures = [var.standby_state_bucket]

  variables {
    standby_state_bucket = "Acme_State"
  }
}

run "the_buckets_are_two" {
  command         = plan
  expect_failures = [var.standby_state_bucket]

  variables {
    standby_state_bucket = "acme-shop-prod-state-us-east-1"
  }
}

run "readers_alone_are_refused" {
  command         = plan
  expect_failures = [var.state_readers]

  variables {
    state_readers = ["arn:aws:iam::111122223333:role/plan"]
  }
}

run "a_reader_is_a_role_and_not_a_session" {
  command         = plan
  expect_failures = [var.state_readers]

  variables {
    state_readers = ["arn:aws:sts::111122223333:assumed-role/plan/ci"]
    state_writers = ["arn:aws:iam::111122223333:role/apply"]
  }
}

run "a_writer_is_a_role_and_not_a_session" {
  command         = plan
  expect_failures = [var.state_writers]

  variables {
    state_writers = ["arn:aws:sts::111122223333:assumed-role/apply/ci"]
  }
}
