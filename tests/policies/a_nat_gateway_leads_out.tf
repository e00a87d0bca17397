resource "aws_nat_gateway" "pass_public" {
  allocation_id = "eipalloc-1"
  subnet_id     = "subnet-1"
}

resource "aws_nat_gateway" "fail_private" {
  allocation_id     = "eipalloc-1"
  connectivity_type = "private"
  subnet_id         = "subnet-1"
}

resource "aws_nat_gateway" "fail_no_address" {
  subnet_id = "subnet-1"
}
