output "bucket_names" {
  description = "Names of the buckets by name in the spec, by side. Computed: <platform>-<bucket>-<account>-<region>."
  value = {
    primary = { for name, bucket in aws_s3_bucket.primary : name => bucket.id }
    standby = { for name, bucket in aws_s3_bucket.standby : name => bucket.id }
  }
}
