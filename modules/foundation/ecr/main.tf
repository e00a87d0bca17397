locals {
  lifecycle_policy = jsonencode({
    rules = [{
      rulePriority = 1
      description  = "Expire untagged images only"
      selection = {
        tagStatus   = "untagged"
        countType   = "sinceImagePushed"
        countUnit   = "days"
        countNumber = var.keep_untagged_days
      }
      action = { type = "expire" }
    }]
  })
}

data "aws_iam_policy_document" "templates" {
  provider = aws.standby

  statement {
    sid     = "MakeRepositoriesOfThePlatform"
    actions = ["ecr:CreateRepository", "ecr:ReplicateImage"]
    resources = [
      for region in [var.primary_region, var.standby_region] :
      "arn:${var.partition}:ecr:${region}:${var.account_id}:repository/${var.platform}/*"
    ]
  }

  statement {
    sid       = "EncryptThem"
    actions   = ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"]
    resources = [var.key_arn.primary, var.key_arn.standby]
  }
}

data "aws_iam_policy_document" "templates_trust" {
  provider = aws.standby

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecr.amazonaws.com"]
    }
  }
}

# A creation template that names a key needs a role of its own.
resource "aws_iam_role" "templates" {
  provider = aws.standby

  name               = "${var.platform}-ecr-templates"
  assume_role_policy = data.aws_iam_policy_document.templates_trust.json
  description        = "ECR makes repositories that arrive by replication"
}

resource "aws_iam_role_policy" "templates" {
  provider = aws.standby

  name   = "templates"
  role   = aws_iam_role.templates.id
  policy = data.aws_iam_policy_document.templates.json
}
