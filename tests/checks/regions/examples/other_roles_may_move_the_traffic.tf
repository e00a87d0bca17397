# fails: an application may write any metric | aws_iam_role_policy.app policy allows cloudwatch:PutMetricData in shop/latch
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
resource "aws_iam_role_policy" "app" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["cloudwatch:PutMetricData"], Resource = "*" }]
  })
}
# fails: by a wildcard | aws_iam_role_policy.app policy allows
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
resource "aws_iam_role_policy" "app" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["cloudwatch:Put*"], Resource = "*" }]
  })
}
# fails: in a document | data.aws_iam_policy_document.app statement allows
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
data "aws_iam_policy_document" "app" {
  statement {
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]
  }
}
# fails: in all namespaces of a pattern that has the switch's | aws_iam_role_policy.app
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
resource "aws_iam_role_policy" "app" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["cloudwatch:PutMetricData"], Resource = "*", Condition = { StringLike = { "cloudwatch:namespace" = "shop/*" } } }]
  })
}
# passes: the role that fails over
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
resource "aws_iam_role_policy" "failover" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["cloudwatch:PutMetricData"], Resource = "*" }]
  })
}
# passes: a namespace of its own
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
resource "aws_iam_role_policy" "app" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["cloudwatch:PutMetricData"], Resource = "*", Condition = { StringEquals = { "cloudwatch:namespace" = "app" } } }]
  })
}
# passes: every namespace but the switch's
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
resource "aws_iam_role_policy" "app" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["cloudwatch:PutMetricData"], Resource = "*", Condition = { StringNotEquals = { "cloudwatch:namespace" = "shop/latch" } } }]
  })
}
# passes: denied elsewhere
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
resource "aws_iam_role_policy" "app" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["cloudwatch:PutMetricData"], Resource = "*" }]
  })
}
resource "aws_iam_role_policy" "nobody" {
  policy = jsonencode({
    Statement = [{ Effect = "Deny", Action = ["cloudwatch:PutMetricData"], Resource = "*" }]
  })
}
# passes: an administrator may do anything anyway
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "shop/latch"
}
resource "aws_iam_role_policy" "admin" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["*"], Resource = "*" }]
  })
}
# passes: AWS alone writes its own metrics
resource "aws_route53_health_check" "out" {
  type                   = "CLOUDWATCH_METRIC"
  cloudwatch_alarm_name  = aws_cloudwatch_metric_alarm.out.alarm_name
}
resource "aws_cloudwatch_metric_alarm" "out" {
  provider   = aws.standby
  alarm_name = "out"
  namespace  = "AWS/ApplicationELB"
}
resource "aws_iam_role_policy" "app" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = ["cloudwatch:PutMetricData"], Resource = "*" }]
  })
}
