# fails: one bucket | aws_s3_bucket.tfstate bucket is in us-east-1, and nothing replicates it
resource "aws_s3_bucket" "tfstate" {
  bucket = "shop-tfstate"
}
# passes: it is replicated
resource "aws_s3_bucket" "tfstate" {
  bucket = "shop-tfstate"
}
resource "aws_s3_bucket_replication_configuration" "this" {
  bucket = aws_s3_bucket.tfstate.id
}
# passes: the standby has one of its own
resource "aws_s3_bucket" "tfstate" {
  bucket = "shop-tfstate"
}
resource "aws_s3_bucket" "tfstate_standby" {
  provider = aws.standby
  bucket   = "shop-tfstate-standby"
}
