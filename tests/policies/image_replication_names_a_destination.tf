resource "aws_ecr_replication_configuration" "pass_one_rule" {
  replication_configuration {
    rule {
      destination {
        region      = "us-west-2"
        registry_id = "111122223333"
      }
    }
  }
}

resource "aws_ecr_replication_configuration" "pass_two_rules" {
  replication_configuration {
    rule {
      destination {
        region      = "us-west-2"
        registry_id = "111122223333"
      }
    }
    rule {
      destination {
        region      = "us-west-2"
        registry_id = "111122223333"
      }
    }
  }
}

resource "aws_ecr_replication_configuration" "fail_no_rule" {
  replication_configuration {}
}

resource "aws_ecr_replication_configuration" "fail_no_destination" {
  replication_configuration {
    rule {
      repository_filter {
        filter      = "shop/"
        filter_type = "PREFIX_MATCH"
      }
    }
  }
}
