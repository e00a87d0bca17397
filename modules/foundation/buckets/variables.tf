variable "account_id" {
  description = "Account that owns the buckets; part of their names."
  type        = string
}

variable "key_arn" {
  description = "Key that encrypts each side's objects."
  type        = object({ primary = string, standby = string })
}

variable "names" {
  description = "Buckets to make in both regions, by name: days that a replaced or deleted version is kept, and whether S3 promises to replicate within 15 minutes (costs extra)."
  type = map(object({
    keep_noncurrent_days     = optional(number, 90)
    replication_time_control = optional(bool, false)
  }))

  validation {
    condition     = length(var.names) > 0
    error_message = "names must name at least one bucket."
  }

  validation {
    condition     = alltrue([for name in keys(var.names) : can(regex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", name)) && name != "logs" && !endswith(name, "-logs")])
    error_message = "names may hold lower-case letters, digits and inner hyphens; logs and …-logs are taken by the buckets for access logs."
  }

  validation {
    condition     = alltrue([for setting in values(var.names) : setting.keep_noncurrent_days >= 1])
    error_message = "keep_noncurrent_days must be at least 1: without old versions a deletion is replicated and final."
  }

  validation {
    condition = alltrue([
      for name in concat(keys(var.names), ["logs"]) :
      max(length(var.primary_region), length(var.standby_region)) + length("${var.platform}-${name}-${var.account_id}-") <= 63
    ])
    error_message = "A name is too long: <platform>-<bucket>-<account>-<region> must fit into the 63 characters that S3 allows (the same goes for the bucket named logs)."
  }
}

variable "partition" {
  description = "Partition of the ARNs: aws, aws-cn, aws-us-gov."
  type        = string
}

variable "platform" {
  description = "Name of the platform: first part of every bucket's name, and value of the tag that selects what is backed up."
  type        = string
}

variable "primary_region" {
  description = "Region of the primary; part of its buckets' names."
  type        = string
}

variable "s3_replication_role_arn" {
  description = "Role of S3 replication, from iam: taken from there, not computed, so that Terraform makes it first."
  type        = string
}

variable "standby_region" {
  description = "Region of the standby; part of its buckets' names."
  type        = string
}
