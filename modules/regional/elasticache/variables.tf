variable "active" {
  description = "Who serves now: `primary` or `standby`. Only the size of the standby follows it."
  type        = string
}

variable "all_cluster_security_group_id" {
  description = "Security groups of the sibling clusters, by instance: the only ones that reach the cache."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "auth" {
  description = "`iam`: clients log in as the user named like the cache, with a token signed by their role. `none`: whoever reaches the port."
  type        = string
  default     = "iam"
  nullable    = false

  validation {
    condition     = contains(["iam", "none"], var.auth)
    error_message = "auth must be iam or none. There is no AUTH token: Terraform would keep it in its state."
  }
}

variable "database_subnet_ids" {
  description = "Subnets of this region's nodes."
  type        = list(string)
}

variable "durable" {
  description = "Whether the data must survive the loss of a region. Decide: there is no default."
  type        = bool

  validation {
    condition     = !var.durable || var.replication == "global_datastore"
    error_message = "durable: true needs replication: global_datastore; otherwise the standby starts empty. Set that, or durable: false if the data can be made again."
  }
}

variable "engine" {
  description = "Engine, valkey or redis, and its version (valkey 8.0 when left out). A datastore reads it at birth; its upgrade is an API step, the spec follows it."
  type        = object({ name = optional(string, "valkey"), version = optional(string, "8.0") })
  default     = {}
  nullable    = false

  validation {
    condition     = contains(["valkey", "redis"], var.engine.name)
    error_message = "engine.name must be valkey or redis."
  }
  validation {
    condition     = can(regex(var.engine.name == "redis" ? "^7\\.[01]$" : "^(7\\.2|[89]\\.[0-9]+)$", var.engine.version))
    error_message = "engine.version must be \"7.0\" or \"7.1\" for redis, \"7.2\" or later for valkey, quoted: users with IAM need them."
  }
}

variable "foundation_key_arn" {
  description = "KMS key of this region: encrypts the nodes' disks and snapshots."
  type        = string
}

variable "name" {
  description = "Cache, equal in both regions."
  type        = string

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.name)) && length(var.name) <= 36
    error_message = "name (<platform>-<component>) must hold lower-case letters, digits and single hyphens, not end in one, and be at most 36 characters long: ElastiCache takes 40, and the disabled default user is <name>-off."
  }
}

variable "node" {
  description = "Nodes of the serving region: their type, and how many replicas stand beside the one that takes writes."
  type        = object({ type = string, replicas = optional(number, 1) })
  nullable    = false

  validation {
    condition     = var.replication != "global_datastore" || can(regex("^cache\\.(m5|m6g|m7g|m8g|r5|r6g|r6gd|r7g|r8g|c7gn|c8gn)\\.([0-9]*x)?large$", var.node.type))
    error_message = "node.type must be large or more, of the families m5, m6g, m7g, m8g, r5, r6g, r6gd, r7g, r8g, c7gn or c8gn: a global datastore takes no other."
  }
}

variable "objectives" {
  description = "What is promised: seconds to recover, seconds of data that may be lost, and who decides."
  type        = object({ rto_seconds = number, rpo_seconds = number, decision = string })
}

variable "parameters" {
  description = "Engine parameters by name. A durable cache gets maxmemory-policy = noeviction unless this says otherwise."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "peer_region" {
  description = "The other region."
  type        = string
}

variable "primary_global_replication_group_id" {
  description = "Datastore that the standby joins; empty where there is none."
  type        = string
  default     = ""
  nullable    = false

  validation {
    condition     = var.role != "standby" || var.replication != "global_datastore" || var.primary_global_replication_group_id != ""
    error_message = "The standby needs the id of the primary's datastore: apply the primary root, then hand its outputs over (drgen handover)."
  }
}

variable "replication" {
  description = "How the other region gets the data: `global_datastore` (replicated), `warm` (loaded by a job) or `none` (starts empty)."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["global_datastore", "warm", "none"], var.replication)
    error_message = "replication must be global_datastore, warm or none."
  }
}

variable "role" {
  description = "This region's configured place: `primary` or `standby`."
  type        = string

  validation {
    condition     = contains(["primary", "standby"], var.role)
    error_message = "role must be \"primary\" or \"standby\"."
  }
}

variable "snapshot_retention_days" {
  description = "Days that daily snapshots are kept, in either region."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.snapshot_retention_days >= 1 && var.snapshot_retention_days <= 35
    error_message = "snapshot_retention_days must be 1 to 35."
  }
}

variable "standby_node" {
  description = "Nodes of the standby while it waits, where they are fewer or, outside a datastore, smaller."
  type        = object({ type = optional(string), replicas = optional(number) })
  default     = null

  validation {
    condition     = var.replication != "global_datastore" || coalesce(try(var.standby_node.type, null), var.node.type) == var.node.type
    error_message = "standby.node.type cannot be set: members of a global datastore have one node type. Lower standby.node.replicas instead."
  }
  validation {
    condition     = alltrue([for replicas in [var.node.replicas, coalesce(try(var.standby_node.replicas, null), 1)] : replicas >= 1 && replicas <= 5])
    error_message = "node.replicas must be 1 to 5, in the standby too: a cache of one node has nothing to fail over to."
  }
}

variable "vpc_id" {
  description = "VPC of this region."
  type        = string
}

variable "warming" {
  description = "How a cache with replication: warm is filled before traffic is released: key families, each with about how many keys there are, at most how many a second are loaded, and a loader: `copy` from the other region's cache, while that lives; `job`, a CronJob (namespace/name) of the cluster; `endpoint` of the application, a URL with {key}, for the keys that `keys_from` lists; or `command`, where drgen runs. `after_loss` stands in for a copy in an unplanned failover. `share` of each family must be warm."
  type = object({
    share = optional(number, 0.9)
    families = map(object({
      match      = optional(string, "*")
      loader     = string
      run        = optional(string)
      keys_from  = optional(string)
      rate       = number
      keys       = number
      after_loss = optional(object({ loader = string, run = string, keys_from = optional(string), rate = optional(number) }))
    }))
  })
  default = null

  validation {
    condition     = var.warming == null ? true : var.replication == "warm"
    error_message = "warming is for replication: warm only: a datastore is warm already, and none starts empty."
  }
  validation {
    condition     = var.warming == null ? true : var.warming.share > 0 && var.warming.share <= 1
    error_message = "warming.share must be more than 0 and at most 1."
  }
  validation {
    condition     = var.warming == null ? true : alltrue([for family in var.warming.families : contains(["command", "copy", "endpoint", "job"], family.loader) && family.rate >= 1 && family.keys >= 1])
    error_message = "warming.families.*.loader must be command, copy, endpoint or job, with a rate and a number of keys of at least 1. A snapshot fills no cache that exists: AWS makes a new one of it."
  }
  validation {
    condition     = var.warming == null ? true : alltrue([for family in var.warming.families : (family.loader == "copy") == (family.run == null)])
    error_message = "warming.families.*.run says what is run: the command, the CronJob, or the URL with {key}. A copy needs none."
  }
  validation {
    condition     = var.warming == null ? true : alltrue([for family in var.warming.families : (family.loader == "endpoint") == (family.keys_from != null)])
    error_message = "warming.families.*.keys_from lists the keys of an endpoint, one a line: a URL, or a file beside the spec. No other loader takes it."
  }
  validation {
    condition     = var.warming == null ? true : alltrue([for family in var.warming.families : family.after_loss == null || (family.loader == "copy" && contains(["command", "endpoint", "job"], try(family.after_loss.loader, "")))])
    error_message = "warming.families.*.after_loss is for a copy, and is command, endpoint or job: what it copies from may be lost."
  }
}

variable "windows" {
  description = "UTC windows: `snapshot` daily, as 03:00-04:00, `maintenance` weekly, as sun:06:00-sun:07:00. AWS picks what is left out, in each region."
  type        = object({ snapshot = optional(string), maintenance = optional(string) })
  default     = {}
  nullable    = false
}
