locals {
  ports = toset([for target in values(var.targets) : tostring(target.port)])

  # Every cluster of the region, every port that pods listen on.
  paths = {
    for pair in setproduct(keys(var.all_cluster_security_group_id), local.ports) :
    "${pair[0]} ${pair[1]}" => { cluster = pair[0], port = tonumber(pair[1]) }
  }
}

resource "aws_security_group" "this" {
  name        = var.name
  description = "Load balancer: HTTPS from the internet, to the pods"
  vpc_id      = var.vpc_id
  tags        = { Name = var.name }
}

resource "aws_vpc_security_group_ingress_rule" "https" {
  security_group_id = aws_security_group.this.id
  description       = "HTTPS from the internet"
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 443
  to_port           = 443
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_ingress_rule" "http" {
  #checkov:skip=CKV_AWS_260:port 80 answers with a redirect to HTTPS and nothing else; `redirect_http` closes it
  count = var.redirect_http ? 1 : 0

  security_group_id = aws_security_group.this.id
  description       = "HTTP from the internet, redirected to HTTPS"
  cidr_ipv4         = "0.0.0.0/0"
  from_port         = 80
  to_port           = 80
  ip_protocol       = "tcp"
}

resource "aws_vpc_security_group_egress_rule" "pods" {
  for_each = local.paths

  security_group_id            = aws_security_group.this.id
  description                  = "To the pods of ${each.value.cluster}"
  referenced_security_group_id = var.all_cluster_security_group_id[each.value.cluster]
  from_port                    = each.value.port
  to_port                      = each.value.port
  ip_protocol                  = "tcp"
}

# The other half, on the cluster's own group: the load balancer controller then has no security group to manage.
resource "aws_vpc_security_group_ingress_rule" "pods" {
  for_each = local.paths

  security_group_id            = var.all_cluster_security_group_id[each.value.cluster]
  description                  = "From the load balancer ${var.name}"
  referenced_security_group_id = aws_security_group.this.id
  from_port                    = each.value.port
  to_port                      = each.value.port
  ip_protocol                  = "tcp"
}
