mock_provider "aws" {
  alias = "primary"

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }

  mock_resource "aws_secretsmanager_secret" {
    defaults = { arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:shop-prod-orders-a1b2c3" }
  }
}

mock_provider "aws" {
  alias = "standby"
}

variables {
  account_id     = "111122223333"
  key_arn        = { primary = "arn:aws:kms:us-east-1:111122223333:key/1", standby = "arn:aws:kms:us-west-2:111122223333:key/2" }
  names          = { messages = { description = "Broker" }, orders = { generate = true } }
  platform       = "shop-prod"
  standby_region = "us-west-2"
}

run "a_secret_is_replicated_under_the_key_of_each_region" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret.this["orders"].kms_key_id == var.key_arn.primary
    error_message = "The secret is encrypted with the primary's key."
  }

  assert {
    condition     = one(aws_secretsmanager_secret.this["orders"].replica).region == "us-west-2" && one(aws_secretsmanager_secret.this["orders"].replica).kms_key_id == var.key_arn.standby
    error_message = "Its replica with the standby's."
  }

  assert {
    condition     = !aws_secretsmanager_secret.this["orders"].force_overwrite_replica_secret
    error_message = "A promoted secret in the standby holds the newer value and is never overwritten."
  }
}

run "names_are_computed_from_the_platform" {
  command = plan

  assert {
    condition     = tomap(output.secret_names) == tomap({ messages = "shop-prod-messages", orders = "shop-prod-orders" })
    error_message = "Consumers compute <platform>-<name>."
  }
}

run "only_a_generated_secret_is_tagged_so" {
  command = plan

  assert {
    condition     = aws_secretsmanager_secret.this["orders"].tags == tomap({ "drgen:generate" = "true" }) && length(aws_secretsmanager_secret.this["messages"].tags) == 0
    error_message = "The tag tells `drgen secrets put` to invent the value."
  }
}

run "other_accounts_and_plain_text_are_denied" {
  command = plan

  assert {
    condition     = toset([for statement in data.aws_iam_policy_document.this.statement : statement.effect]) == toset(["Deny"]) && length(data.aws_iam_policy_document.this.statement) == 2
    error_message = "The policy denies and grants nothing."
  }

  assert {
    condition     = alltrue([for policy in aws_secretsmanager_secret_policy.this : policy.block_public_policy])
    error_message = "A policy that opens a secret is refused."
  }
}

run "a_secret_rotates_only_where_a_function_does_it" {
  command = plan

  variables {
    names         = { mail = { rotation_lambda_arn = "arn:aws:lambda:us-east-1:111122223333:function:rotate" }, orders = {} }
    rotation_days = 7
  }

  assert {
    condition     = keys(aws_secretsmanager_secret_rotation.this) == ["mail"] && one(aws_secretsmanager_secret_rotation.this["mail"].rotation_rules).automatically_after_days == 7
    error_message = "mail rotates weekly, orders never."
  }
}

run "a_name_is_a_word" {
  command = plan

  variables {
    names = { order_db = {} }
  }

  expect_failures = [var.names]
}

run "rotation_is_a_function" {
  command = plan

  variables {
    names = { mail = { rotation_lambda_arn = "rotate" } }
  }

  expect_failures = [var.names]
}

run "a_rotation_is_due_within_ninety_days" {
  command = plan

  variables {
    rotation_days = 91
  }

  expect_failures = [var.rotation_days]
}

run "a_deleted_secret_comes_back_for_a_week_at_least" {
  command = plan

  variables {
    recovery_window_days = 3
  }

  expect_failures = [var.recovery_window_days]
}
