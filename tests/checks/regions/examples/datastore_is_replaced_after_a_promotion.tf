# fails: nothing is ignored | ignore_changes lacks primary_replication_group_id
resource "aws_elasticache_global_replication_group" "this" {
  primary_replication_group_id = aws_elasticache_replication_group.primary.id
}
# passes: it is ignored
resource "aws_elasticache_global_replication_group" "this" {
  primary_replication_group_id = aws_elasticache_replication_group.primary.id
  lifecycle {
    ignore_changes = [primary_replication_group_id]
  }
}
