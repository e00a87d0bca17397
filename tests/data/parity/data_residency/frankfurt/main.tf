provider "aws" {
  region = "eu-central-1"
}

resource "aws_vpc" "this" {
  cidr_block = "10.9.0.0/16"
}

resource "aws_instance" "web" {
  instance_type = "m7g.large"
}

resource "aws_db_instance" "patients" {
  instance_class = "db.m7g.large"
}

resource "aws_secretsmanager_secret" "patients" {
  name = "patients"
}
