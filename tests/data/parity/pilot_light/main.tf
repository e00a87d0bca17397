provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "dr"
  region = "us-west-2"
}

resource "aws_lb" "web" {
  name = "web"
}

resource "aws_autoscaling_group" "web" {
  name     = "web"
  min_size = 2
  max_size = 8
}

resource "aws_db_instance" "orders" {
  identifier              = "orders"
  instance_class          = "db.m7g.large"
  backup_retention_period = 14
  deletion_protection     = true
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_db_instance" "orders_dr" {
  provider                = aws.dr
  identifier              = "orders"
  replicate_source_db     = aws_db_instance.orders.arn
  instance_class          = "db.m7g.large"
  backup_retention_period = 14
  deletion_protection     = true
  lifecycle {
    prevent_destroy = true
  }
}
