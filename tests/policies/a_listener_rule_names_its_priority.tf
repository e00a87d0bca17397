resource "aws_lb_listener_rule" "pass_numbered" {
  listener_arn = "arn"
  priority     = 10

  action {
    target_group_arn = "arn"
    type             = "forward"
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_lb_listener_rule" "fail_unnumbered" {
  listener_arn = "arn"

  action {
    target_group_arn = "arn"
    type             = "forward"
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}
