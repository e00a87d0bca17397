# fails: a root of both regions | the state of us-west-2 is kept in us-east-1, bucket shop
terraform {
  backend "s3" {
    bucket = "shop"
    region = "us-east-1"
  }
}
resource "aws_instance" "standby" {
  provider = aws.standby
}
# fails: the standby's own root | the state of us-west-2 is kept in us-east-1, bucket shop
resource "aws_instance" "primary" {
  ami = "ami-1"
}
# standby root
terraform {
  backend "s3" {
    bucket = "shop"
    region = "us-east-1"
  }
}
resource "aws_instance" "standby" {
  provider = aws.standby
}
# passes: the primary's state is the primary's
terraform {
  backend "s3" {
    bucket = "shop"
    region = "us-east-1"
  }
}
resource "aws_instance" "primary" {
  ami = "ami-1"
}
# standby root
terraform {
  backend "s3" {
    bucket = "shop-standby"
    region = "us-west-2"
  }
}
resource "aws_instance" "standby" {
  provider = aws.standby
}
# passes: a third region
terraform {
  backend "s3" {
    bucket = "shop"
    region = "eu-west-1"
  }
}
resource "aws_instance" "standby" {
  provider = aws.standby
}
