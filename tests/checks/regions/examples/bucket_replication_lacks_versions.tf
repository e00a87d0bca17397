# fails: the destination | aws_s3_bucket.standby versioning is not set
resource "aws_s3_bucket" "primary" {
  bucket = "shop"
}
resource "aws_s3_bucket" "standby" {
  provider = aws.standby
  bucket   = "shop-standby"
}
resource "aws_s3_bucket_versioning" "primary" {
  bucket = aws_s3_bucket.primary.id
}
resource "aws_s3_bucket_replication_configuration" "this" {
  bucket = aws_s3_bucket.primary.id
  rule {
    destination {
      bucket = aws_s3_bucket.standby.arn
    }
  }
}
# passes: both
resource "aws_s3_bucket" "primary" {
  bucket = "shop"
}
resource "aws_s3_bucket" "standby" {
  provider = aws.standby
  bucket   = "shop-standby"
}
resource "aws_s3_bucket_versioning" "primary" {
  bucket = aws_s3_bucket.primary.id
}
resource "aws_s3_bucket_versioning" "standby" {
  provider = aws.standby
  bucket   = aws_s3_bucket.standby.id
}
resource "aws_s3_bucket_replication_configuration" "this" {
  bucket = aws_s3_bucket.primary.id
  rule {
    destination {
      bucket = aws_s3_bucket.standby.arn
    }
  }
}
