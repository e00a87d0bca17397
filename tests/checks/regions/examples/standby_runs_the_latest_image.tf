# fails: latest | container_definitions names an image with the tag latest
resource "aws_ecs_task_definition" "app" {
  provider              = aws.standby
  container_definitions = "[{\"image\": \"111122223333.dkr.ecr.us-west-2.amazonaws.com/app:latest\"}]"
}
# passes: a version
resource "aws_ecs_task_definition" "app" {
  provider              = aws.standby
  container_definitions = "[{\"image\": \"111122223333.dkr.ecr.us-west-2.amazonaws.com/app:1.2\"}]"
}
