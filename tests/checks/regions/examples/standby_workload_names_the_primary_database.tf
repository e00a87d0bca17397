# fails: a task of the standby | reads aws_db_instance.main.address, which is in us-east-1
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_lambda_function" "app" {
  provider = aws.standby
  environment {
    variables = {
      HOST = aws_db_instance.main.address
    }
  }
}
# passes: the standby's own
resource "aws_db_instance" "replica" {
  provider = aws.standby
}
resource "aws_lambda_function" "app" {
  provider = aws.standby
  environment {
    variables = {
      HOST = aws_db_instance.replica.address
    }
  }
}
