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
