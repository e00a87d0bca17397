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
  account_id     = "111122223333"
  partition      = "aws"
  platform       = "shop-prod"
  primary_region = "us-east-1"
  standby_region = "us-west-2"
}

run "each_region_has_a_key_of_its_own_that_rotates" {
  command = plan

  assert {
    condition     = aws_kms_key.primary.enable_key_rotation && aws_kms_key.standby.enable_key_rotation && aws_kms_key.data.enable_key_rotation
    error_message = "Every key rotates."
  }

  assert {
    condition     = aws_kms_alias.primary.name == "alias/shop-prod" && aws_kms_alias.standby.name == "alias/shop-prod"
    error_message = "The alias is equal in both regions: consumers compute it."
  }

  assert {
    condition     = aws_kms_key.primary.deletion_window_in_days == 30
    error_message = "A key can be saved for 30 days."
  }
}

run "the_data_key_is_multi_region_under_one_alias" {
  command = plan

  assert {
    condition     = aws_kms_key.data.multi_region && aws_kms_alias.data_primary.name == "alias/shop-prod-data" && aws_kms_alias.data_standby.name == "alias/shop-prod-data"
    error_message = "One key material, one alias, in both regions."
  }
}

run "a_regional_key_serves_the_services_of_its_own_region_only" {
  command = plan

  assert {
    condition = alltrue([
      for region, document in { us-east-1 = data.aws_iam_policy_document.this["primary"], us-west-2 = data.aws_iam_policy_document.this["standby"] } : alltrue([
        for service in one([for condition in one([for statement in document.statement : statement if statement.sid == "ThroughServices"]).condition : condition.values if condition.variable == "kms:ViaService"]) :
        endswith(service, ".${region}.amazonaws.com")
      ])
    ])
    error_message = "kms:ViaService names the key's own region."
  }
}

run "every_statement_for_all_principals_is_bound_to_the_account" {
  command = plan

  assert {
    condition = alltrue([
      for statement in data.aws_iam_policy_document.this["standby"].statement :
      anytrue([for condition in statement.condition : condition.variable == "kms:CallerAccount" && tolist(condition.values) == tolist(["111122223333"])])
      if anytrue([for principal in statement.principals : contains(principal.identifiers, "*")])
    ])
    error_message = "\"*\" without kms:CallerAccount opens the key to the world."
  }
}

run "alarms_reach_encrypted_topics" {
  command = plan

  assert {
    condition     = anytrue([for statement in data.aws_iam_policy_document.this["standby"].statement : anytrue([for principal in statement.principals : contains(principal.identifiers, "cloudwatch.amazonaws.com")])])
    error_message = "An alarm that may not use the topic's key pages nobody."
  }
}

run "other_people_and_services_are_let_in_by_name" {
  command = plan

  variables {
    administrators = ["arn:aws:iam::111122223333:role/security"]
    services       = ["kinesis"]
    users          = ["arn:aws:iam::444455556666:root"]
  }

  assert {
    condition     = toset([for statement in data.aws_iam_policy_document.people.statement : statement.sid]) == toset(["Administrators", "Users", "UsersGrantToServices"])
    error_message = "Administrators and users get statements of their own."
  }

  assert {
    condition     = contains(local.services, "kinesis") && contains(local.services, "rds")
    error_message = "`services` adds to the list."
  }
}

run "a_key_is_not_deleted_within_a_week" {
  command = plan

  variables {
    deletion_window_days = 13
  }

  expect_failures = [var.deletion_window_days]
}

run "an_administrator_is_no_pattern" {
  command = plan

  variables {
    administrators = ["arn:aws:iam::111122223333:role/*"]
  }

  expect_failures = [var.administrators]
}

run "a_user_is_an_arn" {
  command = plan

  variables {
    users = ["444455556666"]
  }

  expect_failures = [var.users]
}

run "a_service_is_one_word" {
  command = plan

  variables {
    services = ["kinesis.us-east-1.amazonaws.com"]
  }

  expect_failures = [var.services]
}
