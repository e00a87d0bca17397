# fails: a task reads the primary's secret | reads aws_secretsmanager_secret.db of us-east-1
resource "aws_secretsmanager_secret" "db" {
  name = "db"
}
resource "aws_ecs_task_definition" "app" {
  provider              = aws.standby
  container_definitions = jsonencode([{ secrets = [{ valueFrom = aws_secretsmanager_secret.db.arn }] }])
}
# passes: a secret of its own region
resource "aws_secretsmanager_secret" "db" {
  provider = aws.standby
  name     = "db"
}
resource "aws_ecs_task_definition" "app" {
  provider              = aws.standby
  container_definitions = jsonencode([{ secrets = [{ valueFrom = aws_secretsmanager_secret.db.arn }] }])
}
# passes: a value that was read when the plan was made
data "aws_ssm_parameter" "port" {
  name = "/port"
}
resource "aws_launch_template" "app" {
  provider  = aws.standby
  user_data = data.aws_ssm_parameter.port.value
}
