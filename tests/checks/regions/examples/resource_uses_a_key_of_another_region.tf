# fails: an ARN of the primary's region | kms_key_id is arn:aws:kms:us-east-1:111122223333:key/1; this is in us-west-2
resource "aws_db_instance" "standby" {
  provider   = aws.standby
  kms_key_id = "arn:aws:kms:us-east-1:111122223333:key/1"
}
# fails: a key of the primary's root | kms_key_id is aws_kms_key.main of us-east-1
resource "aws_kms_key" "main" {
  enable_key_rotation = true
}
resource "aws_ebs_volume" "standby" {
  provider   = aws.standby
  kms_key_id = aws_kms_key.main.arn
}
# passes: a replica of the key
resource "aws_kms_key" "main" {
  multi_region = true
}
resource "aws_kms_replica_key" "standby" {
  provider        = aws.standby
  primary_key_arn = aws_kms_key.main.arn
}
resource "aws_ebs_volume" "standby" {
  provider   = aws.standby
  kms_key_id = aws_kms_replica_key.standby.arn
}
