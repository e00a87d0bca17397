locals {
  # ACM proves *.example.com and example.com by one and the same record. Keyed by what the spec says, so that the keys are known
  # at plan.
  names = toset([for host in var.hosts : trimprefix(host, "*.")])

  validation = {
    for option in aws_acm_certificate.standby.domain_validation_options : trimprefix(option.domain_name, "*.") => option...
  }
}

resource "aws_acm_certificate" "primary" {
  provider = aws.primary

  domain_name               = var.hosts[0]
  key_algorithm             = var.key_algorithm
  subject_alternative_names = slice(var.hosts, 1, length(var.hosts))
  validation_method         = "DNS"

  options {
    certificate_transparency_logging_preference = "ENABLED"
  }

  lifecycle {
    # A listener holds the old one until the new one is issued.
    create_before_destroy = true
  }
}

resource "aws_acm_certificate" "standby" {
  provider = aws.standby

  domain_name               = var.hosts[0]
  key_algorithm             = var.key_algorithm
  subject_alternative_names = slice(var.hosts, 1, length(var.hosts))
  validation_method         = "DNS"

  options {
    certificate_transparency_logging_preference = "ENABLED"
  }

  lifecycle {
    # A listener holds the old one until the new one is issued.
    create_before_destroy = true
  }
}

# ACM derives the record from the account and the name, not from the certificate or its region: one record proves both
# certificates, and renews them for as long as it stays.
resource "aws_route53_record" "validation" {
  provider = aws.standby
  for_each = local.names

  allow_overwrite = true # Another certificate of this account for this name has written the very same record.
  name            = local.validation[each.key][0].resource_record_name
  records         = [local.validation[each.key][0].resource_record_value]
  ttl             = 300
  type            = local.validation[each.key][0].resource_record_type
  zone_id         = var.zone_id
}

resource "aws_acm_certificate_validation" "primary" {
  provider = aws.primary

  certificate_arn         = aws_acm_certificate.primary.arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}

resource "aws_acm_certificate_validation" "standby" {
  provider = aws.standby

  certificate_arn         = aws_acm_certificate.standby.arn
  validation_record_fqdns = [for record in aws_route53_record.validation : record.fqdn]
}
