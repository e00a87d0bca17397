# fails: a replica of locks | replica is set for locks, whose key is LockID
resource "aws_dynamodb_table" "locks" {
  name     = "locks"
  hash_key = "LockID"
  replica { region_name = "us-west-2" }
}
# passes: one region's locks
resource "aws_dynamodb_table" "locks" {
  name     = "locks"
  hash_key = "LockID"
}
# passes: a table of the application
resource "aws_dynamodb_table" "sessions" {
  name     = "sessions"
  hash_key = "id"
  replica { region_name = "us-west-2" }
}
