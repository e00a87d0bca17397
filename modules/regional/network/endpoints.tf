# The pods' way to AWS that does not lead through NAT: image pulls, credentials and scaling go on when NAT does not.

resource "aws_vpc_endpoint" "gateway" {
  for_each = toset(["dynamodb", "s3"])

  vpc_id            = aws_vpc.this.id
  route_table_ids   = concat([aws_route_table.database.id], values(aws_route_table.private)[*].id)
  service_name      = "com.amazonaws.${var.region}.${each.key}"
  vpc_endpoint_type = "Gateway"
  tags              = { Name = "${var.name}-${each.key}" }
}

resource "aws_vpc_endpoint" "interface" {
  for_each = var.endpoints

  vpc_id              = aws_vpc.this.id
  private_dns_enabled = true # SDKs keep calling the service's usual name
  security_group_ids  = [aws_security_group.endpoints.id]
  service_name        = strcontains(each.key, "com.amazonaws.") ? each.key : "com.amazonaws.${var.region}.${each.key}"
  subnet_ids          = values(aws_subnet.private)[*].id
  vpc_endpoint_type   = "Interface"
  tags                = { Name = "${var.name}-${each.key}" }
}

resource "aws_security_group" "endpoints" {
  name        = "${var.name}-endpoints"
  description = "Interface endpoints of AWS services"
  vpc_id      = aws_vpc.this.id
  tags        = { Name = "${var.name}-endpoints" }
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id = aws_security_group.endpoints.id
  description       = "HTTPS from this VPC"
  cidr_ipv4         = var.cidr
  from_port         = 443
  ip_protocol       = "tcp"
  to_port           = 443
}
