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
  account_id = "111122223333"
  key_arn = {
    primary = "arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111"
    standby = "arn:aws:kms:us-west-2:111122223333:key/22222222-2222-2222-2222-222222222222"
  }
  names                   = { media = {}, invoices = { keep_noncurrent_days = 365, replication_time_control = true } }
  partition               = "aws"
  platform                = "shop-prod"
  primary_region          = "us-east-1"
  s3_replication_role_arn = "arn:aws:iam::111122223333:role/shop-prod-s3-replication"
  standby_region          = "us-west-2"
}

run "every_bucket_exists_in_both_regions_under_its_computed_name" {
  command = plan

  assert {
    condition     = { for name, bucket in aws_s3_bucket.primary : name => bucket.bucket } == { media = "shop-prod-media-111122223333-us-east-1", invoices = "shop-prod-invoices-111122223333-us-east-1" }
    error_message = "The primary's buckets are <platform>-<bucket>-<account>-<region>."
  }

  assert {
    condition     = { for name, bucket in aws_s3_bucket.standby : name => bucket.bucket } == { media = "shop-prod-media-111122223333-us-west-2", invoices = "shop-prod-invoices-111122223333-us-west-2" }
    error_message = "The standby's buckets are <platform>-<bucket>-<account>-<region>."
  }
}

run "replication_goes_both_ways_with_delete_markers_and_changes_of_replicas" {
  command = plan

  assert {
    condition = alltrue([
      for configuration in concat(values(aws_s3_bucket_replication_configuration.primary), values(aws_s3_bucket_replication_configuration.standby)) :
      configuration.rule[0].delete_marker_replication[0].status == "Enabled"
      && configuration.rule[0].source_selection_criteria[0].replica_modifications[0].status == "Enabled"
      && configuration.rule[0].source_selection_criteria[0].sse_kms_encrypted_objects[0].status == "Enabled"
    ])
    error_message = "What happens to an object in one region happens in the other, encrypted objects included."
  }

  assert {
    condition     = length(aws_s3_bucket_replication_configuration.primary) == 2 && length(aws_s3_bucket_replication_configuration.standby) == 2
    error_message = "Each bucket replicates from each region."
  }
}

run "a_replica_is_encrypted_by_the_key_of_its_own_region" {
  command = plan

  assert {
    condition     = aws_s3_bucket_replication_configuration.primary["media"].rule[0].destination[0].encryption_configuration[0].replica_kms_key_id == var.key_arn.standby
    error_message = "What the primary sends is encrypted by the standby's key."
  }

  assert {
    condition     = aws_s3_bucket_replication_configuration.standby["media"].rule[0].destination[0].encryption_configuration[0].replica_kms_key_id == var.key_arn.primary
    error_message = "What the standby sends is encrypted by the primary's key."
  }

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.standby["media"].rule).apply_server_side_encryption_by_default).kms_master_key_id == var.key_arn.standby
    error_message = "A bucket encrypts by the key of its region."
  }
}

run "s3_replicates_as_the_platform_s_role" {
  command = plan

  assert {
    condition     = aws_s3_bucket_replication_configuration.standby["invoices"].role == "arn:aws:iam::111122223333:role/shop-prod-s3-replication"
    error_message = "The role is computed: <platform>-s3-replication."
  }
}

run "old_versions_are_kept_equally_long_in_both_regions" {
  command = plan

  assert {
    condition = alltrue([
      for configuration in [aws_s3_bucket_lifecycle_configuration.primary["invoices"], aws_s3_bucket_lifecycle_configuration.standby["invoices"]] :
      configuration.rule[0].noncurrent_version_expiration[0].noncurrent_days == 365
    ])
    error_message = "A lifecycle rule's deeds are not replicated: both regions need the same rule."
  }

  assert {
    condition     = aws_s3_bucket_lifecycle_configuration.primary["media"].rule[0].noncurrent_version_expiration[0].noncurrent_days == 90
    error_message = "90 days unless the spec says otherwise."
  }
}

run "replication_in_fifteen_minutes_is_asked_for_per_bucket" {
  command = plan

  assert {
    condition = (
      aws_s3_bucket_replication_configuration.primary["invoices"].rule[0].destination[0].replication_time[0].time[0].minutes == 15
      && aws_s3_bucket_replication_configuration.primary["invoices"].rule[0].destination[0].metrics[0].status == "Enabled"
    )
    error_message = "Replication time control comes with its metrics."
  }

  assert {
    condition     = length(aws_s3_bucket_replication_configuration.primary["media"].rule[0].destination[0].replication_time) == 0
    error_message = "It costs extra: off unless asked for."
  }
}

run "buckets_are_backed_up_and_logged" {
  command = plan

  assert {
    condition     = alltrue([for bucket in concat(values(aws_s3_bucket.primary), values(aws_s3_bucket.standby)) : bucket.tags["drgen:backup"] == "shop-prod"])
    error_message = "The tag selects both buckets for the backup plans."
  }

  assert {
    condition     = aws_s3_bucket.primary_logs.bucket == "shop-prod-logs-111122223333-us-east-1" && aws_s3_bucket_logging.primary["media"].target_prefix == "media/"
    error_message = "Access logs go to the region's log bucket, one prefix per bucket."
  }
}

run "a_bucket_s_name_has_no_capitals_or_underscores" {
  command         = plan
  expect_failures = [var.names]

  variables {
    names = { Product_Media = {} }
  }
}

run "the_log_bucket_s_name_is_taken" {
  command         = plan
  expect_failures = [var.names]

  variables {
    names = { logs = {} }
  }
}

run "there_is_at_least_one_bucket" {
  command         = plan
  expect_failures = [var.names]

  variables {
    names = {}
  }
}

run "a_deletion_can_be_undone_for_a_day_at_least" {
  command         = plan
  expect_failures = [var.names]

  variables {
    names = { media = { keep_noncurrent_days = 0 } }
  }
}

run "a_full_name_has_at_most_63_characters" {
  command         = plan
  expect_failures = [var.names]

  variables {
    names = { pictures-and-films-of-all-products = {} }
  }
}
