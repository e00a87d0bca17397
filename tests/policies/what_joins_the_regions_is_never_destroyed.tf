resource "aws_elasticache_global_replication_group" "pass_kept" {
  global_replication_group_id_suffix = "x"
  primary_replication_group_id       = "y"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_elasticache_global_replication_group" "fail_unsaid" {
  global_replication_group_id_suffix = "x"
  primary_replication_group_id       = "y"
}

resource "aws_rds_global_cluster" "pass_kept" {
  global_cluster_identifier = "x"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_rds_global_cluster" "fail_off" {
  global_cluster_identifier = "x"

  lifecycle {
    prevent_destroy = false
  }
}

resource "aws_kms_replica_key" "pass_kept" {
  primary_key_arn = "arn"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_replica_key" "fail_unsaid" {
  primary_key_arn = "arn"
}
