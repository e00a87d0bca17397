# fails: two multi-Region keys | multi_region is true, and so is aws_kms_key.primary
resource "aws_kms_key" "primary" {
  multi_region = true
}
resource "aws_kms_key" "standby" {
  provider     = aws.standby
  multi_region = true
}
# passes: a replica
resource "aws_kms_key" "primary" {
  multi_region = true
}
resource "aws_kms_replica_key" "standby" {
  provider        = aws.standby
  primary_key_arn = aws_kms_key.primary.arn
}
