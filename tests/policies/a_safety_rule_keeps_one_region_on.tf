resource "aws_route53recoverycontrolconfig_safety_rule" "pass_one" {
  asserted_controls = ["arn"]
  control_panel_arn = "arn"
  name              = "x"
  wait_period_ms    = 5000

  rule_config {
    inverted  = false
    threshold = 1
    type      = "ATLEAST"
  }
}

resource "aws_route53recoverycontrolconfig_safety_rule" "fail_none" {
  asserted_controls = ["arn"]
  control_panel_arn = "arn"
  name              = "x"
  wait_period_ms    = 5000

  rule_config {
    inverted  = false
    threshold = 0
    type      = "ATLEAST"
  }
}

resource "aws_route53recoverycontrolconfig_safety_rule" "fail_inverted" {
  asserted_controls = ["arn"]
  control_panel_arn = "arn"
  name              = "x"
  wait_period_ms    = 5000

  rule_config {
    inverted  = true
    threshold = 1
    type      = "ATLEAST"
  }
}

resource "aws_route53recoverycontrolconfig_safety_rule" "fail_all_or_none" {
  asserted_controls = ["arn"]
  control_panel_arn = "arn"
  name              = "x"
  wait_period_ms    = 5000

  rule_config {
    inverted  = false
    threshold = 1
    type      = "AND"
  }
}
