# fails: none in the standby | desired_count is 0, and 3 in aws_ecs_service.primary
resource "aws_ecs_service" "primary" {
  desired_count = 3
}
resource "aws_ecs_service" "standby" {
  provider      = aws.standby
  desired_count = 0
}
# passes: one runs
resource "aws_ecs_service" "primary" {
  desired_count = 3
}
resource "aws_ecs_service" "standby" {
  provider      = aws.standby
  desired_count = 1
}
