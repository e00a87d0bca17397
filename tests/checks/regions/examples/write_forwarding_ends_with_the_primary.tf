# fails: it forwards | enable_global_write_forwarding is true
resource "aws_rds_cluster" "standby" {
  provider                       = aws.standby
  enable_global_write_forwarding = true
}
# passes: it does not
resource "aws_rds_cluster" "standby" {
  provider = aws.standby
}
