# fails: the same id in both regions | ami is ami-0123456789abcdef0, which us-east-1 uses
resource "aws_instance" "primary" {
  ami = "ami-0123456789abcdef0"
}
resource "aws_instance" "standby" {
  provider = aws.standby
  ami      = "ami-0123456789abcdef0"
}
# fails: looked up in the primary | image_id is data.aws_ami.linux of us-east-1; this is in us-west-2
data "aws_ami" "linux" {
  most_recent = true
}
resource "aws_launch_template" "standby" {
  provider = aws.standby
  image_id = data.aws_ami.linux.id
}
# passes: looked up in its own region
data "aws_ami" "linux" {
  provider    = aws.standby
  most_recent = true
}
resource "aws_launch_template" "standby" {
  provider = aws.standby
  image_id = data.aws_ami.linux.id
}
