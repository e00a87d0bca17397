# fails: latency records over a replica | latency records send writes to both regions; only aws_db_instance.main
resource "aws_db_instance" "main" {
  engine = "postgres"
}
resource "aws_db_instance" "replica" {
  provider            = aws.standby
  replicate_source_db = aws_db_instance.main.arn
}
resource "aws_route53_record" "east" {
  name = "shop.example.com"
  latency_routing_policy {
    region = "us-east-1"
  }
}
resource "aws_route53_record" "west" {
  name = "shop.example.com"
  latency_routing_policy {
    region = "us-west-2"
  }
}
# passes: no database with one writer
resource "aws_route53_record" "east" {
  name = "shop.example.com"
  latency_routing_policy {
    region = "us-east-1"
  }
}
resource "aws_route53_record" "west" {
  name = "shop.example.com"
  latency_routing_policy {
    region = "us-west-2"
  }
}
