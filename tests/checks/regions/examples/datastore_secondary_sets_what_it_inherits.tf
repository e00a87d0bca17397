# fails: a node type | sets node_type cache.r7g.large, which its datastore decides
resource "aws_elasticache_replication_group" "standby" {
  provider                    = aws.standby
  global_replication_group_id = aws_elasticache_global_replication_group.this.id
  node_type                   = "cache.r7g.large"
}
# passes: replicas only
resource "aws_elasticache_replication_group" "standby" {
  provider                    = aws.standby
  global_replication_group_id = aws_elasticache_global_replication_group.this.id
  num_cache_clusters          = 2
}
