resource "aws_cloudwatch_event_rule" "pass_default" {
  schedule_expression = "rate(1 minute)"
}

resource "aws_cloudwatch_event_rule" "pass_said" {
  schedule_expression = "rate(1 minute)"
  state               = "ENABLED"
}

resource "aws_cloudwatch_event_rule" "fail_state" {
  schedule_expression = "rate(1 minute)"
  state               = "DISABLED"
}

resource "aws_cloudwatch_event_rule" "fail_old_way" {
  is_enabled          = false
  schedule_expression = "rate(1 minute)"
}
