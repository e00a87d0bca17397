# fails: 20 s | rds.global_db_rpo is 20 s
resource "aws_rds_cluster_parameter_group" "this" {
  parameter {
    name  = "rds.global_db_rpo"
    value = "20"
  }
}
# passes: five minutes
resource "aws_rds_cluster_parameter_group" "this" {
  parameter {
    name  = "rds.global_db_rpo"
    value = "300"
  }
}
