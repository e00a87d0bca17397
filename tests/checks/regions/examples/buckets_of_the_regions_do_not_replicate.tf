# fails: two buckets of uploads | aws_s3_bucket.uploads_primary bucket is not replicated to aws_s3_bucket.uploads_standby
resource "aws_s3_bucket" "uploads_primary" {
  bucket = "uploads"
}
resource "aws_s3_bucket" "uploads_standby" {
  provider = aws.standby
  bucket   = "uploads-standby"
}
# passes: it is
resource "aws_s3_bucket" "uploads_primary" {
  bucket = "uploads"
}
resource "aws_s3_bucket" "uploads_standby" {
  provider = aws.standby
  bucket   = "uploads-standby"
}
resource "aws_s3_bucket_replication_configuration" "this" {
  bucket = aws_s3_bucket.uploads_primary.id
}
# passes: each region's own logs
resource "aws_s3_bucket" "logs_primary" {
  bucket = "logs"
}
resource "aws_s3_bucket" "logs_standby" {
  provider = aws.standby
  bucket   = "logs-standby"
}
