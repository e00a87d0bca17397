variable "balanced" {
  type    = bool
  default = true
}

resource "aws_lb" "web" {
  count = var.balanced ? 1 : 0
  name  = "web"
}

resource "aws_instance" "web" {
  instance_type = "m7g.large"
}
