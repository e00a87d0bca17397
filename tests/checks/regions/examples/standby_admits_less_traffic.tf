# fails: a port is missing | ingress lacks tcp 5432-5432, which aws_security_group.primary has
resource "aws_security_group" "primary" {
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }
  ingress {
    from_port = 5432
    to_port   = 5432
    protocol  = "tcp"
  }
}
resource "aws_security_group" "standby" {
  provider = aws.standby
  ingress {
    from_port = 443
    to_port   = 443
    protocol  = "tcp"
  }
}
# passes: the same ports for other networks
resource "aws_security_group" "primary" {
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/16"]
  }
}
resource "aws_security_group" "standby" {
  provider = aws.standby
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.1.0.0/16"]
  }
}
