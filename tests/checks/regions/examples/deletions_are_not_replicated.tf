# fails: not set | rule.0.delete_marker_replication is not set
resource "aws_s3_bucket_replication_configuration" "media" {
  rule {
    status = "Enabled"
  }
}
# passes: enabled
resource "aws_s3_bucket_replication_configuration" "media" {
  rule {
    delete_marker_replication {
      status = "Enabled"
    }
  }
}
