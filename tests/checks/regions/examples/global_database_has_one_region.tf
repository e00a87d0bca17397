# fails: one member | its only members are in us-east-1: aws_rds_cluster.primary
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
resource "aws_rds_cluster" "standby" {
  provider = aws.standby
}
# fails: two members in one region | aws_rds_cluster.primary, aws_rds_cluster.second
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "second" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
# passes: a member in each region
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
# passes: the standby's root takes the identifier from a variable
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
# standby root
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = var.global_cluster
}
# passes: the primary's cluster joins by hand
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "main" {
  lifecycle { ignore_changes = [global_cluster_identifier] }
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
