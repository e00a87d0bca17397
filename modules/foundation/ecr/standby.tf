# The registry in the standby's region. primary.tf is the same with the sides swapped.

resource "aws_ecr_repository" "standby" {
  provider = aws.standby
  for_each = var.repositories

  name                 = "${var.platform}/${each.key}"
  force_delete         = false # ECR refuses to delete a repository that holds images: enough, and retiring a service stays possible
  image_tag_mutability = "IMMUTABLE"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.key_arn.standby
  }

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "standby" {
  provider = aws.standby
  for_each = var.repositories

  repository = aws_ecr_repository.standby[each.key].name
  policy     = local.lifecycle_policy # never replicated: each region expires its own images
}

# Settings of repositories that replication itself makes, when somebody pushes to <platform>/… without naming it here first.
resource "aws_ecr_repository_creation_template" "standby" {
  provider = aws.standby

  prefix               = var.platform
  description          = "Repositories of ${var.platform} that arrive by replication"
  applied_for          = ["REPLICATION"]
  custom_role_arn      = var.ecr_templates_role_arn # a template that names a key needs a role
  image_tag_mutability = "IMMUTABLE"
  lifecycle_policy     = local.lifecycle_policy

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = var.key_arn.standby
  }
}

resource "aws_ecr_replication_configuration" "standby" {
  provider = aws.standby
  count    = var.replication == "managed" ? 1 : 0

  replication_configuration {
    rule {
      destination {
        region      = var.primary_region
        registry_id = var.account_id
      }

      repository_filter {
        filter      = "${var.platform}/"
        filter_type = "PREFIX_MATCH"
      }
    }
  }

  # Else the first push makes the repository over there, with mutable tags and without our key.
  depends_on = [aws_ecr_repository.primary, aws_ecr_repository_creation_template.primary]
}
