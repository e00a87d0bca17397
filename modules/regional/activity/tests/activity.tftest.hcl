mock_provider "aws" {}

variables {
  active             = "primary"
  foundation_key_arn = "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000"
  platform           = "shop-prod"
}

run "the_parameter_is_named_after_the_platform" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.this.name == "/shop-prod/active" && output.parameter_name == "/shop-prod/active"
    error_message = "Workers and the failover compute the name: it must be /<platform>/active."
  }
}

run "it_is_encrypted_with_the_region_s_key" {
  command = plan

  assert {
    condition     = aws_ssm_parameter.this.type == "SecureString" && aws_ssm_parameter.this.key_id == var.foundation_key_arn
    error_message = "The parameter must be a SecureString under the region's own key."
  }
}

run "it_is_born_with_the_active_region" {
  command = plan

  assert {
    condition     = nonsensitive(aws_ssm_parameter.this.value) == "primary"
    error_message = "At birth the parameter says what the spec says."
  }
}

run "a_region_born_after_a_failover_says_standby" {
  command = plan
  variables { active = "standby" }

  assert {
    condition     = nonsensitive(aws_ssm_parameter.this.value) == "standby"
    error_message = "At birth the parameter says what the spec says."
  }
}

run "no_other_word_can_be_written" {
  command = plan

  assert {
    condition     = !can(regex(aws_ssm_parameter.this.allowed_pattern, "both")) && can(regex(aws_ssm_parameter.this.allowed_pattern, "standby"))
    error_message = "SSM must refuse anything but primary and standby."
  }
}

run "active_is_primary_or_standby" {
  command = plan
  variables { active = "us-west-2" }
  expect_failures = [var.active]
}
