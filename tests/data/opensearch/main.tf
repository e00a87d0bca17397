resource "aws_opensearch_domain" "this" {
  domain_name    = var.name
  engine_version = var.engine.version

  cluster_config {
    instance_count         = var.nodes.count
    instance_type          = var.nodes.type
    zone_awareness_enabled = true
  }

  ebs_options {
    ebs_enabled = true
    volume_size = 100
  }

  encrypt_at_rest {
    enabled    = true
    kms_key_id = var.foundation_key_arn
  }

  vpc_options {
    subnet_ids = slice(var.database_subnet_ids, 0, 2)
  }
}
