# fails: in us-west-2 | namespace is AWS/Route53, and the alarm is in us-west-2
resource "aws_cloudwatch_metric_alarm" "this" {
  provider  = aws.standby
  namespace = "AWS/Route53"
}
# passes: in us-east-1
resource "aws_cloudwatch_metric_alarm" "this" {
  namespace = "AWS/Route53"
}
# passes: another metric
resource "aws_cloudwatch_metric_alarm" "this" {
  provider  = aws.standby
  namespace = "AWS/RDS"
}
