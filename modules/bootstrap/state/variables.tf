variable "account_id" {
  description = "Account that owns the buckets; every other account is denied."
  type        = string
}

variable "keep_noncurrent_days" {
  description = "Days that a replaced or deleted version of a state is kept, in both regions. The newest 20 versions of a state are kept for ever."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = var.keep_noncurrent_days >= 30
    error_message = "keep_noncurrent_days must be at least 30: an old version is the only way back from a state that a failed apply destroyed."
  }
}

variable "partition" {
  description = "Partition of the ARNs: aws, aws-cn, aws-us-gov."
  type        = string
}

variable "platform" {
  description = "Name of the platform: names the replication role and the alias of the keys."
  type        = string
}

variable "primary_state_bucket" {
  description = "Bucket in the primary's region, home of the primary root's state. Its access logs go to <bucket>-logs."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,56}[a-z0-9]$", var.primary_state_bucket))
    error_message = "primary_state_bucket must be 3 to 58 lower-case letters, digits and hyphens: S3 allows 63 and its log bucket is named <bucket>-logs."
  }
}

variable "replication_time_control" {
  description = "Whether S3 promises to replicate a state within 15 minutes and publishes metrics of it. Costs extra."
  type        = bool
  default     = false
  nullable    = false
}

variable "role_arn_prefix" {
  description = "ARN of the platform's roles without the use: arn:<partition>:iam::<account>:role/<platform>-."
  type        = string
}

variable "standby_state_bucket" {
  description = "Bucket in the standby's region, home of every other root's state. Its access logs go to <bucket>-logs."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,56}[a-z0-9]$", var.standby_state_bucket))
    error_message = "standby_state_bucket must be 3 to 58 lower-case letters, digits and hyphens: S3 allows 63 and its log bucket is named <bucket>-logs."
  }

  validation {
    condition     = var.standby_state_bucket != var.primary_state_bucket
    error_message = "standby_state_bucket must differ from primary_state_bucket: bucket names are unique in all regions together."
  }
}

variable "state_readers" {
  description = "ARNs of the roles that may read state but not write it; * and ? allowed. Every writer reads too."
  type        = list(string)
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.state_readers : can(regex("^arn:[a-z-]+:iam::[0-9*?]{1,12}:(role|user)/", arn))])
    error_message = "state_readers takes ARNs of IAM roles or users (arn:aws:iam::111122223333:role/…): a session counts as its role."
  }

  validation {
    condition     = length(var.state_readers) == 0 || length(var.state_writers) > 0
    error_message = "state_readers needs state_writers: the bucket can only be closed to others when both are known."
  }
}

variable "state_writers" {
  description = "ARNs of the roles that may read and write state; * and ? allowed. Empty: whoever in this account has permission by IAM."
  type        = list(string)
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.state_writers : can(regex("^arn:[a-z-]+:iam::[0-9*?]{1,12}:(role|user)/", arn))])
    error_message = "state_writers takes ARNs of IAM roles or users (arn:aws:iam::111122223333:role/…): a session counts as its role."
  }
}
