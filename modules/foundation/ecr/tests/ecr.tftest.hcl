mock_provider "aws" {
  alias = "primary"
}

mock_provider "aws" {
  alias = "standby"
}

variables {
  account_id             = "111122223333"
  ecr_templates_role_arn = "arn:aws:iam::111122223333:role/shop-prod-ecr-templates"
  key_arn = {
    primary = "arn:aws:kms:us-east-1:111122223333:key/11111111-1111-1111-1111-111111111111"
    standby = "arn:aws:kms:us-west-2:111122223333:key/22222222-2222-2222-2222-222222222222"
  }
  platform       = "shop-prod"
  primary_region = "us-east-1"
  repositories   = ["checkout", "storefront"]
  standby_region = "us-west-2"
}

run "both_regions_have_the_same_repositories" {
  command = plan

  assert {
    condition     = toset(values(aws_ecr_repository.primary)[*].name) == toset(["shop-prod/checkout", "shop-prod/storefront"])
    error_message = "A repository is <platform>/<name>."
  }

  assert {
    condition     = toset(values(aws_ecr_repository.primary)[*].name) == toset(values(aws_ecr_repository.standby)[*].name)
    error_message = "An image has the same path in both registries."
  }
}

run "every_repository_is_immutable_scanned_and_encrypted_by_its_region_s_key" {
  command = plan

  assert {
    condition = alltrue([
      for repository in concat(values(aws_ecr_repository.primary), values(aws_ecr_repository.standby)) :
      repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push && !repository.force_delete
    ])
    error_message = "A tag means one image in both regions, and a repository that holds images cannot be deleted."
  }

  assert {
    condition = (
      alltrue([for repository in values(aws_ecr_repository.primary) : repository.encryption_configuration[0].kms_key == var.key_arn.primary])
      && alltrue([for repository in values(aws_ecr_repository.standby) : repository.encryption_configuration[0].kms_key == var.key_arn.standby])
    )
    error_message = "Each region encrypts by its own key."
  }
}

run "one_rule_each_way_covers_every_repository" {
  command = plan

  assert {
    condition = alltrue([
      for configuration in [aws_ecr_replication_configuration.primary[0], aws_ecr_replication_configuration.standby[0]] :
      length(configuration.replication_configuration[0].rule) == 1
      && configuration.replication_configuration[0].rule[0].repository_filter[0].filter == "shop-prod/"
    ])
    error_message = "The filter is the namespace: no list of repositories to outgrow ECR's limits or to be forgotten."
  }

  assert {
    condition = (
      aws_ecr_replication_configuration.primary[0].replication_configuration[0].rule[0].destination[0].region == "us-west-2"
      && aws_ecr_replication_configuration.standby[0].replication_configuration[0].rule[0].destination[0].region == "us-east-1"
    )
    error_message = "Each registry replicates to the other: CI pushes to whichever serves."
  }
}

run "only_untagged_images_expire" {
  command = plan

  assert {
    condition     = jsondecode(local.lifecycle_policy).rules[*].selection.tagStatus == ["untagged"]
    error_message = "A tagged image may be what the standby runs."
  }
}

run "a_repository_that_arrives_by_replication_gets_the_same_settings" {
  command = plan

  assert {
    condition = alltrue([
      for template in [aws_ecr_repository_creation_template.primary, aws_ecr_repository_creation_template.standby] :
      template.prefix == "shop-prod" && template.image_tag_mutability == "IMMUTABLE" && template.applied_for == toset(["REPLICATION"]) && template.encryption_configuration[0].encryption_type == "KMS"
    ])
    error_message = "Left to itself, ECR would make it with mutable tags and without our key."
  }

  assert {
    condition     = aws_ecr_repository_creation_template.primary.custom_role_arn == var.ecr_templates_role_arn && aws_ecr_repository_creation_template.standby.custom_role_arn == var.ecr_templates_role_arn
    error_message = "A template that names a key needs a role."
  }
}

run "an_external_owner_of_the_replication_is_left_alone" {
  command = plan

  variables {
    replication = "external"
  }

  assert {
    condition     = length(aws_ecr_replication_configuration.primary) == 0 && length(aws_ecr_replication_configuration.standby) == 0
    error_message = "There is one replication configuration per account and region."
  }

  assert {
    condition     = length(aws_ecr_repository.standby) == 2
    error_message = "The repositories are ours all the same."
  }
}

run "replication_is_managed_or_external" {
  command         = plan
  expect_failures = [var.replication]

  variables {
    replication = "none"
  }
}

run "untagged_images_live_a_day_at_least" {
  command         = plan
  expect_failures = [var.keep_untagged_days]

  variables {
    keep_untagged_days = 0
  }
}

run "there_is_at_least_one_repository" {
  command         = plan
  expect_failures = [var.repositories]

  variables {
    repositories = []
  }
}

run "a_repository_s_name_is_one_that_ecr_takes" {
  command         = plan
  expect_failures = [var.repositories]

  variables {
    repositories = ["Store_Front"]
  }
}

run "a_platform_s_name_is_one_that_ecr_takes" {
  command         = plan
  expect_failures = [var.platform]

  variables {
    platform = "shop--prod"
  }
}

run "a_platform_s_name_fits_into_a_creation_template" {
  command         = plan
  expect_failures = [var.platform]

  variables {
    platform = "shop-prod-with-quite-a-long-nam"
  }
}
