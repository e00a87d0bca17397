resource "aws_s3_bucket_logging" "pass_prefix" {
  bucket        = "a"
  target_bucket = "logs"
  target_prefix = "a/"
}

resource "aws_s3_bucket_logging" "fail_empty" {
  bucket        = "a"
  target_bucket = "logs"
  target_prefix = ""
}
