# fails: two caches of sessions | aws_elasticache_replication_group.sessions_standby global_replication_group_id does not
resource "aws_elasticache_replication_group" "sessions_primary" {
  node_type = "cache.r7g.large"
}
resource "aws_elasticache_replication_group" "sessions_standby" {
  provider  = aws.standby
  node_type = "cache.r7g.large"
}
# passes: a datastore
resource "aws_elasticache_replication_group" "primary" {
  node_type = "cache.r7g.large"
}
resource "aws_elasticache_global_replication_group" "this" {
  primary_replication_group_id = aws_elasticache_replication_group.primary.id
}
resource "aws_elasticache_replication_group" "standby" {
  provider                    = aws.standby
  global_replication_group_id = aws_elasticache_global_replication_group.this.id
}
