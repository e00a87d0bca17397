# fails: the only rule | rule.0.status is Disabled
resource "aws_s3_bucket_replication_configuration" "media" {
  rule {
    status = "Disabled"
  }
}
# passes: enabled
resource "aws_s3_bucket_replication_configuration" "media" {
  rule {
    status = "Enabled"
  }
}
