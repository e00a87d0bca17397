variable "account_id" {
  description = "Account, for the ARN of the replica's source."
  type        = string
}

variable "active" {
  description = "Who serves now: `primary` or `standby`. Only the class of the standby's instance follows it."
  type        = string
}

variable "all_cluster_security_group_id" {
  description = "Security groups of the sibling clusters, by instance: the only ones that reach the database."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "backup_retention_days" {
  description = "Days that automated backups are kept, in either region."
  type        = number
  default     = 14
  nullable    = false

  validation {
    condition     = var.backup_retention_days >= 1 && var.backup_retention_days <= 35
    error_message = "backup_retention_days must be 1 to 35: a replica's source needs backups, and so does a replica that is to be promoted."
  }
}

variable "class" {
  description = "Instance class of the serving region, such as db.m7g.large."
  type        = string

  validation {
    condition     = startswith(var.class, "db.")
    error_message = "class must be an instance class such as \"db.m7g.large\"."
  }
}

variable "database_name" {
  description = "Database made at birth, in the primary only; later edits are ignored."
  type        = string
  default     = "app"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9_]{0,62}$", var.database_name)) && lower(var.database_name) != "postgres"
    error_message = "database_name must start with a letter, hold letters, digits and underscores only, be at most 63 characters long and not be \"postgres\"."
  }
}

variable "database_subnet_ids" {
  description = "Subnets of this region's databases."
  type        = list(string)
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the instance. Off only on the way to destroying the environment."
  type        = bool
  default     = true
  nullable    = false
}

variable "engine" {
  description = "PostgreSQL version of the primary; the replica takes its source's. Read at birth; an upgrade is an API step, the spec follows it."
  type        = object({ version = string })
  nullable    = false

  validation {
    condition     = can(regex("^1[3-9](\\.[0-9]+)?$", var.engine.version))
    error_message = "engine.version must be PostgreSQL 13 or later, such as \"16.8\": older ones cannot bound what a dead standby costs in disk."
  }
}

variable "foundation_key_arn" {
  description = "KMS key of this region: encrypts storage, Performance Insights and logs."
  type        = string
}

variable "master_password" {
  description = "Master password, needed at birth and empty ever after. Never null: the provider wants it beside its version in every plan."
  type        = string
  default     = ""
  ephemeral   = true
  nullable    = false
  sensitive   = true
}

variable "master_username" {
  description = "Master user, read at birth."
  type        = string
  default     = "dbadmin"
  nullable    = false

  validation {
    condition     = can(regex("^[a-zA-Z][a-zA-Z0-9_]{0,15}$", var.master_username)) && !contains(["admin", "postgres", "rdsadmin"], lower(var.master_username))
    error_message = "master_username must start with a letter, hold letters, digits and underscores only, be at most 16 characters long and be no name that RDS keeps for itself (admin, postgres, rdsadmin)."
  }
}

variable "name" {
  description = "Instance, equal in both regions."
  type        = string

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.name)) && length(var.name) <= 63
    error_message = "name (<platform>-<component>) must hold lower-case letters, digits and single hyphens, not end in one, and be at most 63 characters long, as RDS takes it."
  }
}

variable "objectives" {
  description = "What is promised: seconds to recover, seconds of data that may be lost, and who decides."
  type        = object({ rto_seconds = number, rpo_seconds = number, decision = string })
}

variable "parameters" {
  description = "Parameters by name, equal in both regions; ours (max_connections 400 among them) unless said. A change to a running instance waits for a reboot."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = !contains(keys(var.parameters), "rds.force_ssl")
    error_message = "parameters must not hold rds.force_ssl: TLS is always required."
  }
  validation {
    condition     = try(tonumber(lookup(var.parameters, "max_slot_wal_keep_size", "1")), 0) > 0
    error_message = "parameters.max_slot_wal_keep_size must be a positive number of MB: without a bound, a dead standby fills the primary's disk."
  }
  validation {
    condition = alltrue([
      for name, value in var.parameters : can(regex("^[0-9]+$", value))
      if contains(["max_connections", "max_locks_per_transaction", "max_prepared_transactions", "max_wal_senders", "max_worker_processes"], name)
    ])
    error_message = "parameters: max_connections, max_locks_per_transaction, max_prepared_transactions, max_wal_senders and max_worker_processes take whole numbers, no formula: by class, a smaller standby would get less than its source and stop replicating."
  }
}

variable "partition" {
  description = "AWS partition, for the ARN of the replica's source."
  type        = string
}

variable "peer_region" {
  description = "The other region: where the standby's source is."
  type        = string
}

variable "platform" {
  description = "Platform: the value of the tag that backups go by."
  type        = string
}

variable "role" {
  description = "This region's configured place: `primary` or `standby`."
  type        = string

  validation {
    condition     = contains(["primary", "standby"], var.role)
    error_message = "role must be \"primary\" or \"standby\"."
  }
}

variable "role_arn_prefix" {
  description = "ARN of the platform's roles up to their use; `rds-monitoring` is appended."
  type        = string
}

variable "standby_class" {
  description = "Class of the standby while it waits. Left out: db.t4g.medium in a pilot light, else class."
  type        = string
  default     = null

  validation {
    condition     = startswith(coalesce(var.standby_class, "db."), "db.")
    error_message = "standby.class must be an instance class such as \"db.t4g.medium\"."
  }
}

variable "storage" {
  description = "Storage: size, and what it may grow to by itself, in GiB; type, and IOPS where the type's own do not do."
  type        = object({ gib = optional(number, 100), max_gib = optional(number, 1000), type = optional(string, "gp3"), iops = optional(number) })
  default     = {}
  nullable    = false

  validation {
    condition     = var.storage.gib >= 20 && floor(var.storage.gib) == var.storage.gib
    error_message = "storage.gib must be a whole number of at least 20."
  }
  validation {
    condition     = var.storage.max_gib * 10 >= var.storage.gib * 11
    error_message = "storage.max_gib must be at least a tenth above storage.gib: RDS refuses less, and a full disk stops the database."
  }
  validation {
    condition     = contains(["gp3", "io2"], var.storage.type)
    error_message = "storage.type must be gp3 or io2."
  }
  validation {
    condition     = var.storage.type == "io2" ? var.storage.iops != null : var.storage.iops == null || var.storage.gib >= 400
    error_message = "storage.iops: io2 needs it; gp3 takes it from 400 GiB on (below, it has 3000, no more and no less)."
  }
}

variable "strategy" {
  description = "The platform's strategy: in a pilot light the waiting standby is small."
  type        = string
}

variable "vpc_id" {
  description = "VPC of this region."
  type        = string
}

variable "windows" {
  description = "UTC windows: `backup` daily, as 03:00-04:00, `maintenance` weekly, as sun:06:00-sun:07:00. AWS picks what is left out, in each region."
  type        = object({ backup = optional(string), maintenance = optional(string) })
  default     = {}
  nullable    = false
}
