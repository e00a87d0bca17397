# fails: the wrong lag | metric_name is AuroraReplicaLag, and none is on AuroraGlobalDBRPOLag
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_cloudwatch_metric_alarm" "lag" {
  metric_name = "AuroraReplicaLag"
}
# passes: the right one
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_cloudwatch_metric_alarm" "lag" {
  metric_name = "AuroraGlobalDBReplicationLag"
}
