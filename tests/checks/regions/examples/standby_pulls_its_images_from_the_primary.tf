# fails: a name of the primary's registry | names the registry of us-east-1
resource "aws_ecs_task_definition" "app" {
  provider              = aws.standby
  container_definitions = "[{\"image\": \"111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1\"}]"
}
# fails: a reference | pulls from aws_ecr_repository.app in us-east-1
resource "aws_ecr_repository" "app" {
  name = "app"
}
resource "aws_lambda_function" "app" {
  provider  = aws.standby
  image_uri = "${aws_ecr_repository.app.repository_url}:1"
}
# passes: its own registry
resource "aws_ecs_task_definition" "app" {
  provider              = aws.standby
  container_definitions = "[{\"image\": \"111122223333.dkr.ecr.us-west-2.amazonaws.com/app:1\"}]"
}
# passes: the primary may
resource "aws_ecs_task_definition" "app" {
  container_definitions = "[{\"image\": \"111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1\"}]"
}
