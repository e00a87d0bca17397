mock_provider "aws" {
  alias = "primary"
}

mock_provider "aws" {
  alias = "standby"
}

variables {
  key_arn = {
    primary = "arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111"
    standby = "arn:aws:kms:us-west-2:111122223333:key/22222222-2222-2222-2222-222222222222"
  }
  platform       = "shop-prod"
  standby_region = "us-west-2"
}

run "the_table_has_one_name_in_both_regions" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this.name == "shop-prod-sessions"
    error_message = "The name is computed by whoever reads or writes: <platform>-sessions."
  }

  assert {
    condition     = one(aws_dynamodb_table.this.replica).region_name == "us-west-2"
    error_message = "The replica is in the standby's region."
  }
}

run "both_copies_are_encrypted_by_their_region_s_key" {
  command = plan

  assert {
    condition     = one(aws_dynamodb_table.this.server_side_encryption).kms_key_arn == var.key_arn.primary
    error_message = "The primary's copy is encrypted by the primary's key."
  }

  assert {
    condition     = one(aws_dynamodb_table.this.replica).kms_key_arn == var.key_arn.standby
    error_message = "The replica must not need the primary's key."
  }
}

run "both_copies_can_be_restored_and_are_backed_up" {
  command = plan

  assert {
    condition     = one(aws_dynamodb_table.this.point_in_time_recovery).enabled && one(aws_dynamodb_table.this.replica).point_in_time_recovery
    error_message = "Point-in-time recovery is set per copy."
  }

  assert {
    condition     = aws_dynamodb_table.this.tags["drgen:backup"] == "shop-prod" && one(aws_dynamodb_table.this.replica).propagate_tags
    error_message = "The tag that selects for backup reaches the replica too."
  }
}

run "the_standby_needs_no_capacity_set_for_it" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this.billing_mode == "PAY_PER_REQUEST"
    error_message = "A provisioned replica would throttle when the whole load arrives."
  }
}

run "a_session_expires_by_itself" {
  command = plan

  assert {
    condition     = one(aws_dynamodb_table.this.ttl).enabled && one(aws_dynamodb_table.this.ttl).attribute_name == "expires_at"
    error_message = "The contract with applications: key id, expiry expires_at."
  }
}

run "the_table_cannot_be_deleted_by_mistake" {
  command = plan

  assert {
    condition     = aws_dynamodb_table.this.deletion_protection_enabled
    error_message = "Deletion protection is on."
  }
}
