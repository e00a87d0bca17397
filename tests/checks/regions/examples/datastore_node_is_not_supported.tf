# fails: a burstable node | node_type is cache.t4g.medium
resource "aws_elasticache_replication_group" "primary" {
  node_type = "cache.t4g.medium"
}
resource "aws_elasticache_global_replication_group" "this" {
  primary_replication_group_id = aws_elasticache_replication_group.primary.id
}
# passes: a large one
resource "aws_elasticache_replication_group" "primary" {
  node_type = "cache.r7g.large"
}
resource "aws_elasticache_global_replication_group" "this" {
  primary_replication_group_id = aws_elasticache_replication_group.primary.id
}
# passes: a burstable node without a datastore
resource "aws_elasticache_replication_group" "primary" {
  node_type = "cache.t4g.medium"
}
