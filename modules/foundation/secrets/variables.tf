variable "account_id" {
  description = "Account that owns the secrets; every other account is denied."
  type        = string
}

variable "key_arn" {
  description = "Key of each region: the secret is encrypted with the primary's, its replica with the standby's."
  type        = object({ primary = string, standby = string })
}

variable "names" {
  description = "The secrets, by name without `<platform>-`; a database's is its instance's. `generate` asks `drgen secrets put` to invent the value, `rotation_lambda_arn` is the function in the primary's region that replaces it."
  type = map(object({
    description         = optional(string)
    generate            = optional(bool, false)
    rotation_lambda_arn = optional(string)
  }))
  nullable = false

  validation {
    condition     = alltrue([for name in keys(var.names) : can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", name))])
    error_message = "names takes up to 63 lower-case letters, digits and hyphens, as in \"order-db\": an instance's name with each _ turned into -."
  }

  validation {
    condition = alltrue([
      for secret in values(var.names) :
      secret.rotation_lambda_arn == null || can(regex("^arn:[a-z-]+:lambda:[a-z0-9-]+:[0-9]{12}:function:", secret.rotation_lambda_arn))
    ])
    error_message = "rotation_lambda_arn must be the ARN of a Lambda function."
  }
}

variable "platform" {
  description = "Platform name: every secret is named `<platform>-<name>`, in both regions."
  type        = string
}

variable "recovery_window_days" {
  description = "Days in which a deleted secret can be brought back, 7 to 30; 0 deletes at once and is for rehearsals."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = contains(concat([0], range(7, 31)), var.recovery_window_days)
    error_message = "recovery_window_days must be a whole number from 7 to 30, or 0."
  }
}

variable "rotation_days" {
  description = "Days between two rotations of a secret that has a `rotation_lambda_arn`."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.rotation_days >= 1 && var.rotation_days <= 90 && floor(var.rotation_days) == var.rotation_days
    error_message = "rotation_days must be a whole number from 1 to 90."
  }
}

variable "standby_region" {
  description = "Region of the replicas."
  type        = string
}
