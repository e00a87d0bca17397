# fails: autoscaling ends at half | max_capacity is 200; aws_appautoscaling_target.primary has 400
resource "aws_appautoscaling_target" "primary" {
  max_capacity       = 400
  min_capacity       = 5
  resource_id        = "table/carts"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  service_namespace  = "dynamodb"
}
resource "aws_appautoscaling_target" "standby" {
  provider           = aws.standby
  max_capacity       = 200
  min_capacity       = 5
  resource_id        = "table/carts"
  scalable_dimension = "dynamodb:table:WriteCapacityUnits"
  service_namespace  = "dynamodb"
}
# fails: two tables with capacities of their own | write_capacity is 10; aws_dynamodb_table.carts_primary has 50
resource "aws_dynamodb_table" "carts_primary" {
  name           = "carts"
  read_capacity  = 50
  write_capacity = 50
}
resource "aws_dynamodb_table" "carts_standby" {
  provider       = aws.standby
  name           = "carts"
  read_capacity  = 50
  write_capacity = 10
}
# passes: nearly alike
resource "aws_dynamodb_table" "carts_primary" {
  name           = "carts"
  read_capacity  = 50
  write_capacity = 50
}
resource "aws_dynamodb_table" "carts_standby" {
  provider       = aws.standby
  name           = "carts"
  read_capacity  = 45
  write_capacity = 60
}
# passes: services scale by another check
resource "aws_appautoscaling_target" "primary" {
  max_capacity       = 400
  resource_id        = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}
resource "aws_appautoscaling_target" "standby" {
  provider           = aws.standby
  max_capacity       = 200
  resource_id        = "service/shop/web"
  scalable_dimension = "ecs:service:DesiredCount"
  service_namespace  = "ecs"
}
# passes: on demand, whatever the old figures say
resource "aws_dynamodb_table" "carts_primary" {
  name           = "carts"
  billing_mode   = "PAY_PER_REQUEST"
  write_capacity = 50
}
resource "aws_dynamodb_table" "carts_standby" {
  provider       = aws.standby
  name           = "carts"
  billing_mode   = "PAY_PER_REQUEST"
  write_capacity = 1
}
