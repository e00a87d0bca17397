# fails: a serverless cache | is aws_elasticache_serverless_cache.this
resource "aws_elasticache_serverless_cache" "this" {
  engine = "redis"
}
resource "aws_elasticache_global_replication_group" "this" {
  primary_replication_group_id = aws_elasticache_serverless_cache.this.id
}
# passes: a replication group
resource "aws_elasticache_replication_group" "primary" {
  node_type = "cache.r7g.large"
}
resource "aws_elasticache_global_replication_group" "this" {
  primary_replication_group_id = aws_elasticache_replication_group.primary.id
}
