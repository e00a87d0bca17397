# fails: two controls | 2 routing controls and no safety rule
resource "aws_route53recoverycontrolconfig_routing_control" "primary" {
  name = "primary"
}
resource "aws_route53recoverycontrolconfig_routing_control" "standby" {
  name = "standby"
}
# passes: a rule
resource "aws_route53recoverycontrolconfig_routing_control" "primary" {
  name = "primary"
}
resource "aws_route53recoverycontrolconfig_routing_control" "standby" {
  name = "standby"
}
resource "aws_route53recoverycontrolconfig_safety_rule" "this" {
  name = "one"
}
