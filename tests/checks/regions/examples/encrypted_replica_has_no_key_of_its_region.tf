# fails: a replica of an encrypted instance | aws_db_instance.replica kms_key_id is not set
resource "aws_db_instance" "main" {
  storage_encrypted = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# fails: the second cluster of a global database | aws_rds_cluster.standby kms_key_id is not set
resource "aws_rds_global_cluster" "this" {
  global_cluster_identifier = "shop"
}
resource "aws_rds_cluster" "primary" {
  global_cluster_identifier = aws_rds_global_cluster.this.id
  storage_encrypted         = true
}
resource "aws_rds_cluster" "standby" {
  provider                  = aws.standby
  global_cluster_identifier = aws_rds_global_cluster.this.id
  storage_encrypted         = true
}
# passes: a key of its region
resource "aws_db_instance" "main" {
  storage_encrypted = true
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
  kms_key_id          = aws_kms_key.standby.arn
}
# passes: nothing is encrypted
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
# fails: a cluster that replicates by its source | aws_rds_cluster.replica kms_key_id is not set
resource "aws_rds_cluster" "main" {
  storage_encrypted = true
}
resource "aws_rds_cluster" "replica" {
  provider                      = aws.standby
  replication_source_identifier = aws_rds_cluster.main.arn
}
