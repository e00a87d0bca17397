# fails: no versioning | aws_s3_bucket.terraform_state versioning is not set for shop-tfstate
resource "aws_s3_bucket" "terraform_state" {
  bucket = "shop-tfstate"
}
# passes: versioned
resource "aws_s3_bucket" "terraform_state" {
  bucket = "shop-tfstate"
}
resource "aws_s3_bucket_versioning" "terraform_state" {
  bucket = aws_s3_bucket.terraform_state.id
  versioning_configuration {
    status = "Enabled"
  }
}
# passes: another bucket
resource "aws_s3_bucket" "logs" {
  bucket = "shop-logs"
}
