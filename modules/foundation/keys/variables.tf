variable "account_id" {
  description = "Account that owns the keys."
  type        = string
}

variable "administrators" {
  description = "ARNs of roles, users or accounts that may manage the keys, but not use them, without an IAM policy that says so."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.administrators : can(regex("^arn:[a-z-]+:(iam|sts)::[0-9]{12}:(root|(user|role|assumed-role)/[^*?]+)$", arn))])
    error_message = "administrators takes ARNs of roles, users or account roots, without wildcards: a key policy knows no other principals."
  }
}

variable "deletion_window_days" {
  description = "Days between the order to delete a key and its end, 14 to 30. Every backup and replica under the key dies with it: only these days can save them."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains(range(14, 31), var.deletion_window_days)
    error_message = "deletion_window_days must be a whole number from 14 to 30: a week, AWS's least, is gone while one person is on holiday."
  }
}

variable "partition" {
  description = "Partition of the ARNs: aws, aws-us-gov."
  type        = string
}

variable "platform" {
  description = "Platform name: the aliases are `alias/<platform>` and `alias/<platform>-data`."
  type        = string
}

variable "primary_region" {
  description = "Region of the primary: its key, and the origin of the data key."
  type        = string
}

variable "services" {
  description = "More services that may use the regional keys for this account, by the first word of their endpoint: elasticfilesystem, kinesis, lambda."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for service in var.services : can(regex("^[a-z][a-z0-9-]*$", service))])
    error_message = "services takes the first word of a service's endpoint, as in \"kinesis\" for kinesis.eu-west-1.amazonaws.com."
  }
}

variable "standby_region" {
  description = "Region of the standby: its key, and the replica of the data key."
  type        = string
}

variable "users" {
  description = "ARNs of roles, users or accounts that may use all keys without an IAM policy that says so: another account, such as the one that keeps isolated backups."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.users : can(regex("^arn:[a-z-]+:(iam|sts)::[0-9]{12}:(root|(user|role|assumed-role)/[^*?]+)$", arn))])
    error_message = "users takes ARNs of roles, users or account roots, without wildcards: a key policy knows no other principals."
  }
}
