provider "aws" {
  region = "ap-southeast-1"
}

resource "aws_vpc" "this" {
  cidr_block = "10.9.0.0/16"
}

resource "aws_instance" "web" {
  instance_type = "m7g.large"
}
