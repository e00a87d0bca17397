# fails: another name | name is worker; aws_ecr_replication_configuration.this replicates shop/
resource "aws_ecr_repository" "worker" {
  name = "worker"
}
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {
    rule {
      repository_filter {
        filter = "shop/"
      }
    }
  }
}
# passes: a filter covers it
resource "aws_ecr_repository" "worker" {
  name = "shop/worker"
}
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {
    rule {
      repository_filter {
        filter = "shop/"
      }
    }
  }
}
# passes: everything is replicated
resource "aws_ecr_repository" "worker" {
  name = "worker"
}
resource "aws_ecr_replication_configuration" "this" {
  replication_configuration {
    rule {
      destination {
        region = "us-west-2"
      }
    }
  }
}
# passes: another configuration covers it
resource "aws_ecr_repository" "this" {
  name = "worker"
}
resource "aws_ecr_replication_configuration" "shop" {
  replication_configuration {
    rule {
      repository_filter { filter = "shop/" }
    }
  }
}
resource "aws_ecr_replication_configuration" "worker" {
  replication_configuration {
    rule {
      repository_filter { filter = "work" }
    }
  }
}
