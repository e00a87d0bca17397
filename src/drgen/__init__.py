"""Disaster recovery for two-region platforms on AWS, as Terraform that is rendered, proven and rehearsed."""
