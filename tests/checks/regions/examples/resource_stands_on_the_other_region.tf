# fails: a database in the other region's subnets | db_subnet_group_name is aws_db_subnet_group.main of us-east-1
resource "aws_db_subnet_group" "main" {
  name = "shop"
}
resource "aws_db_instance" "standby" {
  provider             = aws.standby
  db_subnet_group_name = aws_db_subnet_group.main.name
}
# passes: its own region's
resource "aws_db_subnet_group" "standby" {
  provider = aws.standby
  name     = "shop"
}
resource "aws_db_instance" "standby" {
  provider             = aws.standby
  db_subnet_group_name = aws_db_subnet_group.standby.name
}
# passes: a private zone may serve both regions
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_route53_zone_association" "standby" {
  provider = aws.standby
  vpc_id   = aws_vpc.main.id
}
# fails: a zone of another region | availability_zone is us-east-1a; this is in us-west-2
resource "aws_subnet" "this" {
  provider          = aws.standby
  availability_zone = "us-east-1a"
}
# passes: a zone of its own
resource "aws_subnet" "this" {
  provider          = aws.standby
  availability_zone = "us-west-2a"
}
