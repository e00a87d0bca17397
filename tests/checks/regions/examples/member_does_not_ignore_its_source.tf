# fails: the secondary | aws_rds_cluster.standby lifecycle ignore_changes lacks replication_source_identifier
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = "shop"
}
# fails: the primary ignores something else | it has engine_version
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = "shop"
  lifecycle {
    ignore_changes = [engine_version]
  }
}
# passes: it is ignored
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = "shop"
  lifecycle {
    ignore_changes = [replication_source_identifier]
  }
}
# passes: no global database
resource "aws_rds_cluster" "primary" {
  engine = "aurora-postgresql"
}
