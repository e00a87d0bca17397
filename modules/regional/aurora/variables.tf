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
    error_message = "backup_retention_days must be 1 to 35: Aurora keeps nothing longer; foundation's backup does."
  }
}

variable "database_name" {
  description = "Database made at birth, on the primary's cluster only; later edits are ignored."
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
  description = "Whether AWS refuses to delete the global cluster and the cluster. Off only on the way to destroying the environment."
  type        = bool
  default     = true
  nullable    = false
}

variable "engine" {
  description = "Aurora PostgreSQL version, equal in both regions. Read at birth; an upgrade is an API step, the spec follows it."
  type        = object({ version = string })
  nullable    = false

  validation {
    condition     = can(regex("^1[3-9]\\.[0-9]+$", var.engine.version))
    error_message = "engine.version must name a major and a minor version of Aurora PostgreSQL 13 or later, such as \"16.8\": the regions must agree on both."
  }
}

variable "foundation_key_arn" {
  description = "KMS key of this region: encrypts storage, Performance Insights and logs."
  type        = string
}

variable "instances" {
  description = "Cluster instances of the serving region, by name."
  type        = map(object({ class = string }))
  nullable    = false

  validation {
    condition     = length(var.instances) > 0
    error_message = "instances must name at least one instance: a cluster without one serves nobody."
  }
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
    error_message = "master_username must start with a letter, hold letters, digits and underscores only, be at most 16 characters long and be no name that Aurora keeps for itself (admin, postgres, rdsadmin)."
  }
}

variable "name" {
  description = "Global cluster and both regions' clusters."
  type        = string

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.name)) && length(var.name) <= 61
    error_message = "name (<platform>-<component>) must hold lower-case letters, digits and single hyphens, not end in one, and be at most 61 characters long: RDS takes 63, and instances add their names."
  }
}

variable "objectives" {
  description = "What is promised: seconds to recover, seconds of data that may be lost, and who decides."
  type        = object({ rto_seconds = number, rpo_seconds = number, decision = string })
}

variable "observed_instances" {
  description = "Instances that a failover started in this region, by name: they stay."
  type        = map(object({ class = string }))
  default     = {}
  nullable    = false
}

variable "parameters" {
  description = "Cluster parameters by name. A change to a running cluster waits for a reboot."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = !contains(keys(var.parameters), "rds.force_ssl")
    error_message = "parameters must not hold rds.force_ssl: TLS is always required."
  }
  validation {
    condition     = !contains(keys(var.parameters), "rds.global_db_rpo")
    error_message = "parameters must not hold rds.global_db_rpo: with one standby it stops commits whenever that standby is dark. Watch the replication lag instead."
  }
}

variable "peer_region" {
  description = "The other region."
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

variable "standby_instances" {
  description = "Instances that the standby runs while it waits, when they are not what the strategy implies."
  type        = map(object({ class = string }))
  default     = null

  validation {
    condition     = alltrue([for instance in concat(values(var.instances), values(coalesce(var.standby_instances, {}))) : can(regex("^db\\.(r[5-9]|x[2-9])", instance.class))])
    error_message = "The class of an instance must be memory-optimised, db.r5 or later, such as db.r7g.large: an Aurora global database takes no db.t*, and this module no db.serverless."
  }
  validation {
    condition     = alltrue([for key in keys(merge(var.instances, var.standby_instances)) : can(regex("^[a-z0-9]+(-[a-z0-9]+)*$", key)) && length("${var.name}-${key}") <= 63])
    error_message = "The name of an instance must hold lower-case letters, digits and single hyphens, and \"<platform>-<component>-<name>\" be at most 63 characters long."
  }
}

variable "strategy" {
  description = "`hot_standby`: the standby runs all of instances; `warm_standby`: the first by name; `pilot_light`: none."
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
