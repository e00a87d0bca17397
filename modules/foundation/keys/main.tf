resource "aws_kms_key" "primary" {
  provider = aws.primary

  description             = "${var.platform}: data at rest in ${var.primary_region}"
  deletion_window_in_days = var.deletion_window_days
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.this["primary"].json

  lifecycle {
    # Whatever is encrypted with it, every backup included, is lost with it.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "primary" {
  provider = aws.primary

  name          = "alias/${var.platform}"
  target_key_id = aws_kms_key.primary.key_id
}

resource "aws_kms_key" "standby" {
  provider = aws.standby

  description             = "${var.platform}: data at rest in ${var.standby_region}"
  deletion_window_in_days = var.deletion_window_days
  enable_key_rotation     = true
  policy                  = data.aws_iam_policy_document.this["standby"].json

  lifecycle {
    # Whatever is encrypted with it, every backup included, is lost with it.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "standby" {
  provider = aws.standby

  name          = "alias/${var.platform}"
  target_key_id = aws_kms_key.standby.key_id
}

# Ciphertext that an application makes itself travels with its data, so it needs one key in both regions. A key is born
# multi-Region or never becomes it; rotation follows from the primary to the replica, policy and alias do not.
resource "aws_kms_key" "data" {
  provider = aws.primary

  description             = "${var.platform}: what applications encrypt themselves"
  deletion_window_in_days = var.deletion_window_days
  enable_key_rotation     = true
  multi_region            = true
  policy                  = data.aws_iam_policy_document.people.json

  lifecycle {
    # Ciphertext in every database, message and backup is lost with it.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "data_primary" {
  provider = aws.primary

  name          = "alias/${var.platform}-data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_kms_replica_key" "data" {
  provider = aws.standby

  description             = "${var.platform}: what applications encrypt themselves"
  deletion_window_in_days = var.deletion_window_days
  policy                  = data.aws_iam_policy_document.people.json
  primary_key_arn         = aws_kms_key.data.arn

  lifecycle {
    # Ciphertext in every database, message and backup is lost with it.
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "data_standby" {
  provider = aws.standby

  name          = "alias/${var.platform}-data"
  target_key_id = aws_kms_replica_key.data.key_id
}
