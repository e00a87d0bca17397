# fails: one node | num_cache_clusters is 1, and 2 is needed
resource "aws_elasticache_replication_group" "standby" {
  global_replication_group_id = aws_elasticache_global_replication_group.this.id
  num_cache_clusters          = 1
}
# passes: two nodes
resource "aws_elasticache_replication_group" "standby" {
  global_replication_group_id = aws_elasticache_global_replication_group.this.id
  num_cache_clusters          = 2
}
