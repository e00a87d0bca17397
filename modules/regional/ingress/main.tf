locals {
  # The one target without hosts and paths takes whatever no rule takes, the health check's unknown Host among it.
  default = one([for key, target in var.targets : key if length(target.hosts) + length(target.paths) == 0])
  routed  = { for key, target in var.targets : key => target if key != local.default }

  # Load balancers and target groups have 32 characters for a name: the usual single target needs none of its own.
  group_names = { for key in keys(var.targets) : key => key == "default" ? var.name : "${var.name}-${replace(key, "_", "-")}" }

  # A standby that waits without nodes has no targets, and is well. Who serves does not matter: no plan may follow a failover.
  waits_empty = var.role == "standby" && contains(["backup_restore", "pilot_light"], var.strategy)
}

resource "aws_lb" "this" {
  name                       = var.name
  load_balancer_type         = "application"
  internal                   = false
  security_groups            = [aws_security_group.this.id]
  subnets                    = var.public_subnet_ids
  desync_mitigation_mode     = "defensive"
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection

  access_logs {
    bucket  = aws_s3_bucket.logs.id
    enabled = true
  }

  # The load balancer tries to write to the bucket when it is told of it.
  depends_on = [aws_s3_bucket_policy.logs]
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.tls_policy
  certificate_arn   = var.foundation_certificate_arn

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[local.default].arn
  }
}

resource "aws_lb_listener" "http" {
  count = var.redirect_http ? 1 : 0

  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener_rule" "this" {
  for_each = local.routed

  listener_arn = aws_lb_listener.https.arn
  priority     = each.value.priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.key].arn
  }

  dynamic "condition" {
    for_each = length(each.value.hosts) > 0 ? [each.value.hosts] : []

    content {
      host_header {
        values = condition.value
      }
    }
  }

  dynamic "condition" {
    for_each = length(each.value.paths) > 0 ? [each.value.paths] : []

    content {
      path_pattern {
        values = condition.value
      }
    }
  }
}

# Pods register themselves, through a TargetGroupBinding that names the group.
resource "aws_lb_target_group" "this" {
  for_each = var.targets

  name                 = local.group_names[each.key]
  vpc_id               = var.vpc_id
  target_type          = "ip"
  port                 = each.value.port
  protocol             = each.value.protocol
  deregistration_delay = each.value.drain_seconds

  # Two good answers, ten seconds apart: after a failover nobody waits for more.
  health_check {
    path                = each.value.health
    protocol            = each.value.protocol
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}
