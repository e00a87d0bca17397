variable "account_id" {
  description = "Account that owns the vaults."
  type        = string
}

variable "at" {
  description = "Time of the first backup of the day, UTC, as \"03:30\"."
  type        = string
  default     = "03:30"
  nullable    = false

  validation {
    condition     = can(regex("^([01][0-9]|2[0-3]):[0-5][0-9]$", var.at))
    error_message = "at must be a time of day from \"00:00\" to \"23:59\"."
  }
}

variable "backup_role_arn" {
  description = "Role of AWS Backup, from iam: taken from there, not computed, so that Terraform makes it first."
  type        = string
}

variable "copy_every" {
  description = "How often a backup is made and copied to the other region, \"1h\" to \"24h\". What a restore loses is this plus the time of backing up and copying."
  type        = string
  default     = "24h"
  nullable    = false

  validation {
    condition     = can(regex("^([1-9]|1[0-9]|2[0-4])h$", var.copy_every))
    error_message = "copy_every must be from \"1h\" to \"24h\": AWS Backup runs at most hourly."
  }
}

variable "custodians" {
  description = "ARNs, wildcards allowed, of the roles or users that may delete backups or shorten their life. Nobody else may, whatever IAM says; nobody at all when the list is empty."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.custodians : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(root|(user|role)/.+)$", arn))])
    error_message = "custodians takes ARNs of roles and users, as aws:PrincipalArn has them."
  }
}

variable "isolated_vault_arn" {
  description = "Vault of another account that each region's backups are copied to as well, in the same region: what survives the loss of this account."
  type        = object({ primary = optional(string), standby = optional(string) })
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for side, region in { primary = var.primary_region, standby = var.standby_region } :
      var.isolated_vault_arn[side] == null || can(regex("^arn:[a-z-]+:backup:${region}:[0-9]{12}:backup-vault:[A-Za-z0-9_-]{2,50}$", var.isolated_vault_arn[side]))
    ])
    error_message = "isolated_vault_arn must name a vault in the same region as its side: RDS and Aurora backups do not change region and account in one copy everywhere."
  }

  validation {
    condition     = alltrue([for arn in values(var.isolated_vault_arn) : !can(regex(":${var.account_id}:", arn))])
    error_message = "isolated_vault_arn must lie in another account: in this one it is not isolated."
  }
}

variable "keep" {
  description = "How long each backup and each copy is kept, in days, as \"35d\"."
  type        = string
  default     = "35d"
  nullable    = false

  validation {
    condition     = can(regex("^[1-9][0-9]{0,4}d$", var.keep)) && try(tonumber(trimsuffix(var.keep, "d")) <= 36500, true)
    error_message = "keep must be from \"1d\" to \"36500d\"."
  }
}

variable "key_arn" {
  description = "Key of each region: encrypts its vault, and the copies that arrive there."
  type        = object({ primary = string, standby = string })
}

variable "lock" {
  description = "Vault lock. `governance` can be lifted by whoever may; `compliance` by nobody, AWS included, once `grace` is over. `min` (default: `keep`) and `max` bound what any backup may be kept for."
  type = object({
    grace                              = optional(string, "7d")
    i_understand_this_cannot_be_undone = optional(bool, false)
    max                                = optional(string)
    min                                = optional(string)
    mode                               = optional(string, "governance")
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["compliance", "governance", "none"], var.lock.mode)
    error_message = "lock.mode must be governance, compliance or none."
  }

  validation {
    condition     = var.lock.mode != "compliance" || var.lock.i_understand_this_cannot_be_undone
    error_message = "lock.mode compliance outlives every destroy, and costs until the last backup has expired: it wants i_understand_this_cannot_be_undone: true."
  }

  validation {
    condition     = alltrue([for value in [var.lock.grace, var.lock.max, var.lock.min] : value == null || can(regex("^[1-9][0-9]{0,4}d$", value))])
    error_message = "lock.grace, lock.max and lock.min are days, as \"35d\"."
  }

  validation {
    condition     = try(tonumber(trimsuffix(var.lock.grace, "d")) >= 3, true)
    error_message = "lock.grace must be at least \"3d\": AWS lets no vault be locked for ever sooner."
  }

  validation {
    condition = try(
      tonumber(trimsuffix(coalesce(var.lock.min, var.keep), "d")) <= tonumber(trimsuffix(var.keep, "d"))
      && tonumber(trimsuffix(var.keep, "d")) <= tonumber(trimsuffix(coalesce(var.lock.max, var.keep), "d")),
      true,
    )
    error_message = "keep must lie between lock.min and lock.max: the vault fails every backup and copy outside."
  }
}

variable "platform" {
  description = "Platform name: names the vaults and plans, and is the value of the tag drgen:backup that selects what to back up."
  type        = string
}

variable "primary_region" {
  description = "Region of the primary."
  type        = string
}

variable "standby_region" {
  description = "Region of the standby."
  type        = string
}
