# traffic: routing_control. A switch in five regions instead of two metrics; moved through the cluster's endpoints, never here.
locals {
  routing_controls = local.arc ? toset(["primary", "standby"]) : toset([])
}

resource "aws_route53recoverycontrolconfig_cluster" "this" {
  count    = local.arc ? 1 : 0
  provider = aws.standby

  name = var.platform
}

resource "aws_route53recoverycontrolconfig_control_panel" "this" {
  count    = local.arc ? 1 : 0
  provider = aws.standby

  name        = var.platform
  cluster_arn = aws_route53recoverycontrolconfig_cluster.this[0].arn
}

resource "aws_route53recoverycontrolconfig_routing_control" "this" {
  for_each = local.routing_controls
  provider = aws.standby

  name              = "${var.platform}-${each.key}"
  cluster_arn       = aws_route53recoverycontrolconfig_cluster.this[0].arn
  control_panel_arn = aws_route53recoverycontrolconfig_control_panel.this[0].arn
}

# Somebody always serves.
resource "aws_route53recoverycontrolconfig_safety_rule" "this" {
  count    = local.arc ? 1 : 0
  provider = aws.standby

  name              = "${var.platform}-one-is-on"
  control_panel_arn = aws_route53recoverycontrolconfig_control_panel.this[0].arn
  asserted_controls = [for control in aws_route53recoverycontrolconfig_routing_control.this : control.arn]
  wait_period_ms    = 5000

  rule_config {
    inverted  = false
    threshold = 1
    type      = "ATLEAST"
  }
}

# The primary's only: the SECONDARY record has no check, for the reason above it in main.tf.
resource "aws_route53_health_check" "routing_control" {
  count    = local.arc ? 1 : 0
  provider = aws.standby

  type                = "RECOVERY_CONTROL"
  routing_control_arn = aws_route53recoverycontrolconfig_routing_control.this["primary"].arn
  tags                = { Name = "${var.platform}-primary-may-serve" }
}
