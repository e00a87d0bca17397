resource "aws_kms_alias" "pass_same_name" {
  name          = "alias/shop-prod-data"
  target_key_id = "1"
}

resource "aws_kms_alias" "fail_region_in_name" {
  name          = "alias/shop-prod-us-west-2"
  target_key_id = "1"
}

resource "aws_kms_alias" "fail_random_name" {
  name_prefix   = "alias/shop"
  target_key_id = "1"
}
