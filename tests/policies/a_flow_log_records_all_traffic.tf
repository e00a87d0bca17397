resource "aws_flow_log" "pass_all" {
  traffic_type = "ALL"
  vpc_id       = "vpc-1"
}

resource "aws_flow_log" "pass_transit_gateway" {
  transit_gateway_id = "tgw-1"
}

resource "aws_flow_log" "fail_accepted_only" {
  traffic_type = "ACCEPT"
  vpc_id       = "vpc-1"
}

resource "aws_flow_log" "fail_unsaid" {
  vpc_id = "vpc-1"
}
