# fails: a cluster in the standby | is aws_db_instance.main, an RDS instance of us-east-1
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_rds_cluster" "standby" {
  provider                      = aws.standby
  replication_source_identifier = aws_db_instance.main.arn
}
# fails: a global database | is aws_db_instance.main, an RDS instance; a global database
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_rds_global_cluster" "this" {
  source_db_cluster_identifier = aws_db_instance.main.arn
}
# passes: a migration within one region
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_rds_cluster" "new" {
  replication_source_identifier = aws_db_instance.main.arn
}
# passes: an Aurora source
resource "aws_rds_cluster" "main" {
  engine = "aurora-mysql"
}
resource "aws_rds_cluster" "standby" {
  provider                      = aws.standby
  replication_source_identifier = aws_rds_cluster.main.arn
}
