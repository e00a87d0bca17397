# Made through the primary's API; both regions read and write their own copy, and an item reaches the other region usually within a second.
resource "aws_dynamodb_table" "this" {
  provider = aws.primary

  name                        = "${var.platform}-sessions"
  billing_mode                = "PAY_PER_REQUEST" # follows the load when all of it arrives in the standby
  deletion_protection_enabled = true
  hash_key                    = "id"
  stream_enabled              = true
  stream_view_type            = "NEW_AND_OLD_IMAGES" # what replication reads
  tags                        = { "drgen:backup" = var.platform }

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  # Not ignored: a replica that is missing is a plan that says so.
  replica {
    kms_key_arn            = var.key_arn.standby
    point_in_time_recovery = true
    propagate_tags         = true
    region_name            = var.standby_region
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.key_arn.primary
  }

  ttl {
    attribute_name = "expires_at"
    enabled        = true
  }

  lifecycle {
    prevent_destroy = true # who is logged in, and which region's workers may run
  }
}
