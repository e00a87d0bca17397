provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

module "vpc" {
  source             = "terraform-aws-modules/vpc/aws"
  version            = "5.8.1"
  cidr               = "10.0.0.0/16"
  enable_nat_gateway = true
}

module "vpc_dr" {
  source             = "terraform-aws-modules/vpc/aws"
  version            = "5.8.1"
  providers          = { aws = aws.dr }
  cidr               = "10.1.0.0/16"
  enable_nat_gateway = false
}

module "alb" {
  source = "terraform-aws-modules/alb/aws"
  name   = "web"
}
