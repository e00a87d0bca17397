variable "account_id" {
  description = "Account whose registries hold the images."
  type        = string
}

variable "ecr_templates_role_arn" {
  description = "Role by which ECR makes repositories that arrive by replication."
  type        = string
}

variable "keep_untagged_days" {
  description = "Days after its push until an untagged image expires, in both regions. Tagged images never expire: nothing here knows what the standby runs."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.keep_untagged_days >= 1
    error_message = "keep_untagged_days must be at least 1: ECR counts in whole days."
  }
}

variable "key_arn" {
  description = "Key that encrypts each side's images."
  type        = object({ primary = string, standby = string })
}

variable "platform" {
  description = "Name of the platform: namespace of the repositories, <platform>/<repository>."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]+(-[a-z0-9]+)*$", var.platform)) && length(var.platform) <= 30
    error_message = "platform names the repositories' namespace: at most 30 characters (the provider's limit for a creation template), hyphens only one by one and inside."
  }
}

variable "primary_region" {
  description = "Region of the primary's registry."
  type        = string
}

variable "replication" {
  description = "managed: this module owns the registries' replication. external: another environment or team does, since there is one configuration per account and region."
  type        = string
  default     = "managed"
  nullable    = false

  validation {
    condition     = contains(["managed", "external"], var.replication)
    error_message = "replication must be managed or external."
  }
}

variable "repositories" {
  description = "Repositories to make in both regions, without the platform: storefront becomes <platform>/storefront."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.repositories) > 0
    error_message = "repositories must name at least one repository."
  }

  validation {
    condition     = alltrue([for name in var.repositories : can(regex("^[a-z0-9]+([._/-][a-z0-9]+)*$", name)) && length(name) <= 200])
    error_message = "repositories may hold lower-case letters and digits, with single . _ - / between them, at most 200 characters."
  }
}

variable "standby_region" {
  description = "Region of the standby's registry."
  type        = string
}
