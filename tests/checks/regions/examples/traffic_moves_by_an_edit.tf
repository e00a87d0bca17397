# fails: a toggle of weights | weight is 0, and no health check decides between it and aws_route53_record.primary
resource "aws_route53_record" "primary" {
  name = "shop.example.com"
  weighted_routing_policy { weight = 100 }
}
resource "aws_route53_record" "standby" {
  name = "shop.example.com"
  weighted_routing_policy { weight = 0 }
}
# fails: an origin that waits | dr gets traffic only after an edit
resource "aws_cloudfront_distribution" "this" {
  origin {
    origin_id = "primary"
    custom_origin_config { http_port = 80 }
  }
  origin {
    origin_id = "dr"
    custom_origin_config { http_port = 80 }
  }
  default_cache_behavior { target_origin_id = "primary" }
}
# passes: a health check decides
resource "aws_route53_record" "primary" {
  name            = "shop.example.com"
  health_check_id = "abc"
  weighted_routing_policy { weight = 100 }
}
resource "aws_route53_record" "standby" {
  name = "shop.example.com"
  weighted_routing_policy { weight = 0 }
}
# passes: an origin group falls back
resource "aws_cloudfront_distribution" "this" {
  origin {
    origin_id = "primary"
    custom_origin_config { http_port = 80 }
  }
  origin {
    origin_id = "dr"
    custom_origin_config { http_port = 80 }
  }
  origin_group { origin_id = "both" }
  default_cache_behavior { target_origin_id = "both" }
}
# passes: each origin has its paths
resource "aws_cloudfront_distribution" "this" {
  origin {
    origin_id = "web"
    custom_origin_config { http_port = 80 }
  }
  origin {
    origin_id = "api"
    custom_origin_config { http_port = 80 }
  }
  default_cache_behavior { target_origin_id = "web" }
  ordered_cache_behavior { target_origin_id = "api" }
}
