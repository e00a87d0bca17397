locals {
  # Address plan, the same whether 2 or 4 zones are in use, so that a third or fourth zone moves nothing. Of a /16, each zone has
  #   private   1/8  of the range (/19, 8,187 usable): nodes and pods, one address each, hence the largest share
  #   public    1/64 of the range (/22): load balancers and NAT
  #   database  1/64 of the range (/22): databases, caches, brokers
  # The last 3/8 stay free.
  index = { for index, zone in var.zones : zone => index }
  subnets = {
    database = { for zone, index in local.index : zone => cidrsubnet(var.cidr, 6, 36 + index) }
    private  = { for zone, index in local.index : zone => cidrsubnet(var.cidr, 3, index) }
    public   = { for zone, index in local.index : zone => cidrsubnet(var.cidr, 6, 32 + index) }
  }

  # The zone whose NAT gateway serves a zone.
  nat_zone = { for zone in var.zones : zone => var.nat == "per_zone" ? zone : var.zones[0] }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_hostnames = true # private names of endpoints and of the peer
  enable_dns_support   = true
  tags                 = { Name = var.name }
}

# Whatever is made without naming a group gets the default one, which lets nothing through.
resource "aws_default_security_group" "this" {
  vpc_id = aws_vpc.this.id
  tags   = { Name = "${var.name}-default" }
}

resource "aws_subnet" "database" {
  for_each = local.subnets.database

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
  tags              = { Name = "${var.name}-database-${each.key}" }
}

resource "aws_subnet" "private" {
  for_each = local.subnets.private

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
  tags = {
    Name                              = "${var.name}-private-${each.key}"
    "kubernetes.io/role/internal-elb" = "1"
  }
}

resource "aws_subnet" "public" {
  for_each = local.subnets.public

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value
  tags = {
    Name                     = "${var.name}-public-${each.key}"
    "kubernetes.io/role/elb" = "1"
  }
}
