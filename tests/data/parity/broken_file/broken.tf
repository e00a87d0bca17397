resource "aws_lb" "web" {
  name = 
}

resource "aws_sns_topic" "alerts" {
  name = "alerts"
}
