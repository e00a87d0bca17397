# fails: the replica has none | aws_kms_replica_key.standby policy is not set; aws_kms_key.main has one
resource "aws_kms_key" "main" {
  multi_region = true
  policy       = "{}"
}
resource "aws_kms_replica_key" "standby" {
  provider        = aws.standby
  primary_key_arn = aws_kms_key.main.arn
}
# passes: a policy resource
resource "aws_kms_key" "main" {
  multi_region = true
  policy       = "{}"
}
resource "aws_kms_replica_key" "standby" {
  provider        = aws.standby
  primary_key_arn = aws_kms_key.main.arn
}
resource "aws_kms_key_policy" "standby" {
  provider = aws.standby
  key_id   = aws_kms_replica_key.standby.id
  policy   = "{}"
}
# passes: both have the default one
resource "aws_kms_key" "main" {
  multi_region = true
}
resource "aws_kms_replica_key" "standby" {
  provider        = aws.standby
  primary_key_arn = aws_kms_key.main.arn
}
