# fails: the table only | replica.0.point_in_time_recovery is not set in us-west-2
resource "aws_dynamodb_table" "sessions" {
  point_in_time_recovery {
    enabled = true
  }
  replica {
    region_name = "us-west-2"
  }
}
# passes: both
resource "aws_dynamodb_table" "sessions" {
  point_in_time_recovery {
    enabled = true
  }
  replica {
    region_name            = "us-west-2"
    point_in_time_recovery = true
  }
}
