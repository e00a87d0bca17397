output "certificate_arn" {
  description = "Issued certificate of each region: a listener takes its own region's."
  value = {
    primary = aws_acm_certificate_validation.primary.certificate_arn
    standby = aws_acm_certificate_validation.standby.certificate_arn
  }
}
