# fails: a smaller replica | is db.t3.medium (1 vCPU, 4 GiB), and db.m6g.xlarge (4 vCPU, 16 GiB)
resource "aws_db_instance" "main" {
  instance_class = "db.m6g.xlarge"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  instance_class      = "db.t3.medium"
}
# fails: a smaller cluster | aws_rds_cluster_instance.standby instance_class is db.r6g.large
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
resource "aws_rds_cluster_instance" "primary" {
  cluster_identifier = aws_rds_cluster.primary.id
  instance_class     = "db.r6g.2xlarge"
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
}
resource "aws_rds_cluster_instance" "standby" {
  provider           = aws.standby
  cluster_identifier = aws_rds_cluster.standby.id
  instance_class     = "db.r6g.large"
}
# passes: another family of the same size
resource "aws_db_instance" "main" {
  instance_class = "db.r6g.xlarge"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  instance_class      = "db.r7g.xlarge"
}
# passes: a variable decides
resource "aws_db_instance" "main" {
  instance_class = "db.r6g.xlarge"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  instance_class      = var.class
}
