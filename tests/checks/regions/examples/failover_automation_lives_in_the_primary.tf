# fails: a function of the primary | aws_lambda_function.failover provider runs in us-east-1, and us-west-2 has none
resource "aws_lambda_function" "failover" {
  function_name = "shop-failover"
}
# passes: it runs in the standby
resource "aws_lambda_function" "failover" {
  provider      = aws.standby
  function_name = "shop-failover"
}
# passes: a function that sells at reduced prices
resource "aws_lambda_function" "promotions" {
  function_name = "promotions"
}
# fails: only the primary starts it | aws_cloudwatch_event_rule.failover provider starts the failover from us-east-1
resource "aws_lambda_function" "failover" {
  provider      = aws.standby
  function_name = "shop-failover"
}
resource "aws_cloudwatch_event_rule" "failover" {
  name = "shop-failover"
}
# passes: the standby starts it, too
resource "aws_lambda_function" "failover" {
  provider      = aws.standby
  function_name = "shop-failover"
}
resource "aws_cloudwatch_event_rule" "failover_primary" {
  name = "shop-failover"
}
resource "aws_cloudwatch_event_rule" "failover_standby" {
  provider = aws.standby
  name     = "shop-failover"
}
