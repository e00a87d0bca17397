# fails: one zone for two | the standby spans us-west-2a, the primary us-east-1a, us-east-1b
resource "aws_subnet" "primary_a" {
  availability_zone = "us-east-1a"
}
resource "aws_subnet" "primary_b" {
  availability_zone = "us-east-1b"
}
resource "aws_subnet" "standby_a" {
  provider          = aws.standby
  availability_zone = "us-west-2a"
}
# passes: as many
resource "aws_subnet" "primary_a" {
  availability_zone = "us-east-1a"
}
resource "aws_subnet" "standby_a" {
  provider          = aws.standby
  availability_zone = "us-west-2a"
}
# passes: zones that are looked up
resource "aws_subnet" "primary_a" {
  availability_zone = "us-east-1a"
}
resource "aws_subnet" "primary_b" {
  availability_zone = "us-east-1b"
}
resource "aws_subnet" "standby" {
  provider          = aws.standby
  availability_zone = data.aws_availability_zones.this.names[count.index]
}
