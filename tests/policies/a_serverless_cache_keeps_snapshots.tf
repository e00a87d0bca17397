resource "aws_elasticache_serverless_cache" "pass_kept" {
  engine                   = "redis"
  name                     = "x"
  snapshot_retention_limit = 7
}

resource "aws_elasticache_serverless_cache" "fail_default" {
  engine = "redis"
  name   = "x"
}

resource "aws_elasticache_serverless_cache" "fail_none" {
  engine                   = "redis"
  name                     = "x"
  snapshot_retention_limit = 0
}
