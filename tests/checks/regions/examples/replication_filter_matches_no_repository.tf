# fails: a star | filter is prod-*
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {
    rule {
      repository_filter {
        filter      = "prod-*"
        filter_type = "PREFIX_MATCH"
      }
    }
  }
}
# passes: a prefix
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {
    rule {
      repository_filter {
        filter      = "prod-"
        filter_type = "PREFIX_MATCH"
      }
    }
  }
}
