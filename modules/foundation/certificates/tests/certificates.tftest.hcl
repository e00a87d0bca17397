mock_provider "aws" {
  alias = "primary"
}

mock_provider "aws" {
  alias = "standby"
}

variables {
  hosts     = ["shop.example.com", "api.example.com"]
  zone_id   = "Z0123456789ABC"
  zone_name = "example.com"
}

run "both_regions_have_the_same_certificate" {
  command = plan

  assert {
    condition     = aws_acm_certificate.primary.domain_name == "shop.example.com" && aws_acm_certificate.standby.domain_name == "shop.example.com"
    error_message = "The first host is the subject."
  }

  assert {
    condition     = tolist(aws_acm_certificate.primary.subject_alternative_names) == tolist(["api.example.com"]) && aws_acm_certificate.primary.subject_alternative_names == aws_acm_certificate.standby.subject_alternative_names
    error_message = "The rest are alternative names, equal in both regions."
  }
}

run "one_record_per_host_proves_both_certificates" {
  command = plan

  assert {
    condition     = toset(keys(aws_route53_record.validation)) == toset(["api.example.com", "shop.example.com"])
    error_message = "Records are keyed by the host, known at plan."
  }
}

run "a_wildcard_and_its_apex_share_a_record" {
  command = plan

  variables {
    hosts = ["example.com", "*.example.com", "*.shop.example.com"]
  }

  assert {
    condition     = toset(keys(aws_route53_record.validation)) == toset(["example.com", "shop.example.com"])
    error_message = "ACM proves *.example.com by the record of example.com."
  }
}

run "the_record_is_the_one_that_acm_asks_for" {
  command = plan

  override_resource {
    target          = aws_acm_certificate.standby
    override_during = plan

    values = {
      domain_validation_options = [
        { domain_name = "*.example.com", resource_record_name = "_a.example.com.", resource_record_type = "CNAME", resource_record_value = "_b.acm-validations.aws." },
        { domain_name = "example.com", resource_record_name = "_a.example.com.", resource_record_type = "CNAME", resource_record_value = "_b.acm-validations.aws." },
        { domain_name = "shop.example.com", resource_record_name = "_c.shop.example.com.", resource_record_type = "CNAME", resource_record_value = "_d.acm-validations.aws." },
      ]
    }
  }

  variables {
    hosts = ["example.com", "*.example.com", "shop.example.com"]
  }

  assert {
    condition     = aws_route53_record.validation["shop.example.com"].name == "_c.shop.example.com." && one(aws_route53_record.validation["example.com"].records) == "_b.acm-validations.aws."
    error_message = "Each record takes its own host's option."
  }
}

run "there_is_a_host" {
  command = plan

  variables {
    hosts = []
  }

  expect_failures = [var.hosts]
}

run "a_host_is_a_name" {
  command = plan

  variables {
    hosts = ["shop.*.example.com"]
  }

  expect_failures = [var.hosts]
}

run "the_subject_is_short" {
  command = plan

  variables {
    hosts = ["${join("", [for i in range(60) : "a"])}.example.com"]
  }

  expect_failures = [var.hosts]
}

run "a_host_is_named_once" {
  command = plan

  variables {
    hosts = ["shop.example.com", "shop.example.com"]
  }

  expect_failures = [var.hosts]
}

run "a_host_lies_in_the_zone" {
  command = plan

  variables {
    hosts = ["shop.example.org"]
  }

  expect_failures = [var.hosts]
}

run "acm_issues_three_kinds_of_key" {
  command = plan

  variables {
    key_algorithm = "RSA_1024"
  }

  expect_failures = [var.key_algorithm]
}
