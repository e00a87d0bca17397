resource "aws_vpc_endpoint" "pass_interface" {
  private_dns_enabled = true
  service_name        = "com.amazonaws.us-east-1.sts"
  vpc_endpoint_type   = "Interface"
  vpc_id              = "vpc-1"
}

resource "aws_vpc_endpoint" "pass_gateway" {
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  vpc_id            = "vpc-1"
}

resource "aws_vpc_endpoint" "pass_gateway_by_default" {
  service_name = "com.amazonaws.us-east-1.s3"
  vpc_id       = "vpc-1"
}

resource "aws_vpc_endpoint" "fail_default" {
  service_name      = "com.amazonaws.us-east-1.sts"
  vpc_endpoint_type = "Interface"
  vpc_id            = "vpc-1"
}

resource "aws_vpc_endpoint" "fail_off" {
  private_dns_enabled = false
  service_name        = "com.amazonaws.us-east-1.sts"
  vpc_endpoint_type   = "Interface"
  vpc_id              = "vpc-1"
}
