variable "account_id" {
  description = "Account of the platform."
  type        = string
}

variable "failover_secrets" {
  description = "Secrets, by name without `<platform>-`, whose values the failover roles may read: those of the message brokers whose links a failover reverses."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for name in var.failover_secrets : can(regex("^[a-z0-9][a-z0-9-]*$", name))])
    error_message = "failover_secrets takes names as in \"messages\", without wildcards: a role that reads every secret needs no failover."
  }
}

variable "latch_writers" {
  description = "ARNs, wildcards allowed, that the SCP leaves alone besides this platform's own: the failover and latch-scheduler roles of other platforms in this account."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.latch_writers : can(regex("^arn:[a-z-]+:iam::[0-9*]+:role/.+$", arn))])
    error_message = "latch_writers takes ARNs of roles."
  }
}

variable "operators" {
  description = "ARNs, wildcards allowed, of the users, roles or accounts (`…:root`) that may assume the failover roles. Whoever IAM of this account allows to, when empty."
  type        = list(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for arn in var.operators : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(root|(user|role)/.+)$", arn))])
    error_message = "operators takes ARNs of users, roles or account roots. Of a session (sts … assumed-role) give the role."
  }
}

variable "partition" {
  description = "Partition of the ARNs: aws, aws-us-gov."
  type        = string
}

variable "platform" {
  description = "Platform name: every role is named `<platform>-<use>`, and may touch what is named so."
  type        = string
}

variable "primary_region" {
  description = "Region of the primary: what failover-primary is bound to."
  type        = string
}

variable "primary_state_bucket" {
  description = "State bucket in the primary's region: holds the journal of failovers into it, and the lock that they take."
  type        = string
}

variable "rds_rebuild" {
  description = "Whether the failover roles may delete an RDS instance and make it anew as a replica: the way home of component `rds`. Aurora needs none of it."
  type        = bool
  default     = false
  nullable    = false
}

variable "require_mfa" {
  description = "Whether the failover roles can be assumed with MFA only. IAM users bring it; a role's session, that of Identity Center included, never does: then the sign-in must ask for it, and this be false."
  type        = bool
  default     = true
  nullable    = false
}

variable "standby_region" {
  description = "Region of the standby: what failover-standby is bound to."
  type        = string
}

variable "standby_state_bucket" {
  description = "State bucket in the standby's region: holds the journal of failovers into it, and the lock that they take."
  type        = string
}

variable "traffic" {
  description = "Who moves traffic. With `routing_control` the failover roles may turn ARC's routing controls."
  type        = string

  validation {
    condition     = contains(["automatic", "orchestrated", "routing_control"], var.traffic)
    error_message = "traffic must be automatic, orchestrated or routing_control."
  }
}
