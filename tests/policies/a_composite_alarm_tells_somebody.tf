resource "aws_cloudwatch_composite_alarm" "pass_tells" {
  alarm_actions = ["arn"]
  alarm_name    = "x"
  alarm_rule    = "ALARM(y)"
}

resource "aws_cloudwatch_composite_alarm" "fail_nobody" {
  alarm_name = "x"
  alarm_rule = "ALARM(y)"
}

resource "aws_cloudwatch_composite_alarm" "fail_muted" {
  actions_enabled = false
  alarm_actions   = ["arn"]
  alarm_name      = "x"
  alarm_rule      = "ALARM(y)"
}
