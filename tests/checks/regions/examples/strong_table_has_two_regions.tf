# fails: two regions | replica 1 with consistency_mode STRONG, and no witness
resource "aws_dynamodb_table" "sessions" {
  replica {
    region_name      = "us-west-2"
    consistency_mode = "STRONG"
  }
}
# passes: a witness
resource "aws_dynamodb_table" "sessions" {
  replica {
    region_name      = "us-west-2"
    consistency_mode = "STRONG"
  }
  global_table_witness {
    region_name = "us-east-2"
  }
}
# passes: the usual consistency
resource "aws_dynamodb_table" "sessions" {
  replica {
    region_name = "us-west-2"
  }
}
