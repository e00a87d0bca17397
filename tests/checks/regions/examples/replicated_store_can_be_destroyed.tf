# fails: a global datastore | aws_elasticache_global_replication_group.this lifecycle prevent_destroy is not set
resource "aws_elasticache_replication_group" "primary" {
  lifecycle {
    prevent_destroy = true
  }
}
resource "aws_elasticache_global_replication_group" "this" {
  primary_replication_group_id = aws_elasticache_replication_group.primary.id
}
# fails: a replicated table | aws_dynamodb_table.sessions lifecycle prevent_destroy is not set
resource "aws_dynamodb_table" "sessions" {
  replica {
    region_name = "us-west-2"
  }
}
# passes: it is prevented
resource "aws_dynamodb_table" "sessions" {
  replica {
    region_name = "us-west-2"
  }
  lifecycle {
    prevent_destroy = true
  }
}
# passes: a table of one region
resource "aws_dynamodb_table" "sessions" {
  hash_key = "id"
}
