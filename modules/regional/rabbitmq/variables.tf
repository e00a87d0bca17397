variable "all_cluster_security_group_id" {
  description = "Security groups of the sibling clusters, by instance: the only ones that reach the broker."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "broker_password" {
  description = "Password of the broker's user, needed at birth and empty ever after. It ends up in the state: the provider has no write-only argument for it."
  type        = string
  default     = ""
  nullable    = false
  sensitive   = true

  validation {
    condition     = var.broker_password == "" || (length(var.broker_password) >= 12 && length(var.broker_password) <= 250 && length(distinct(split("", var.broker_password))) >= 4 && !can(regex("[,:=]", var.broker_password)))
    error_message = "broker_password must be 12 to 250 characters long, hold at least 4 different ones, and no comma, colon or equals sign."
  }
}

variable "database_subnet_ids" {
  description = "Subnets of this region's broker nodes."
  type        = list(string)
}

variable "deployment_mode" {
  description = "`CLUSTER_MULTI_AZ` (three nodes) or `SINGLE_INSTANCE` (a reboot is an outage). Changing it replaces the broker."
  type        = string
  default     = "CLUSTER_MULTI_AZ"
  nullable    = false

  validation {
    condition     = contains(["CLUSTER_MULTI_AZ", "SINGLE_INSTANCE"], var.deployment_mode)
    error_message = "deployment_mode must be CLUSTER_MULTI_AZ or SINGLE_INSTANCE: RabbitMQ knows no other on Amazon MQ."
  }
}

variable "engine" {
  description = "RabbitMQ version, equal in both regions; only for hosted: amazon_mq. Read at birth; an upgrade is an API step, the spec follows it."
  type        = object({ version = string })
  default     = null

  validation {
    condition     = var.engine == null ? var.hosted != "amazon_mq" : can(regex("^(3\\.13|[4-9]\\.[0-9]+)$", var.engine.version))
    error_message = "engine.version must be given with hosted: amazon_mq, quoted: \"3.13\", or major and minor of a later one such as \"4.2\". From 3.13 on Amazon MQ chooses the patch."
  }
}

variable "foundation_key_arn" {
  description = "KMS key of this region: encrypts the broker's disks."
  type        = string
}

variable "host_instance_type" {
  description = "Broker instance type, equal in both regions always: a change restarts the broker."
  type        = string
  default     = "mq.m7g.large"
  nullable    = false

  validation {
    condition     = startswith(var.host_instance_type, "mq.")
    error_message = "host_instance_type must be a broker instance type such as \"mq.m7g.large\"."
  }
  validation {
    condition     = var.deployment_mode != "CLUSTER_MULTI_AZ" || !startswith(var.host_instance_type, "mq.t")
    error_message = "host_instance_type must not be mq.t* with deployment_mode: CLUSTER_MULTI_AZ: Amazon MQ makes no clusters of those. Take mq.m7g.medium or more."
  }
  validation {
    condition     = startswith(try(var.engine.version, "3."), "3.") || startswith(var.host_instance_type, "mq.m7g.")
    error_message = "host_instance_type must be of the family mq.m7g: Amazon MQ runs RabbitMQ 4 on no other."
  }
}

variable "hosted" {
  description = "`amazon_mq`: a private managed broker. `kubernetes`: by the cluster's manifests, nothing here."
  type        = string
  nullable    = false

  validation {
    condition     = contains(["amazon_mq", "kubernetes"], var.hosted)
    error_message = "hosted must be amazon_mq or kubernetes."
  }
}

variable "maintenance_window" {
  description = "Weekly UTC window: `day` as SUNDAY, `time` as 06:00. Left out, AWS picks one in each region; keep the two apart."
  type        = object({ day = string, time = string })
  default     = null
}

variable "name" {
  description = "Broker, equal in both regions."
  type        = string

  validation {
    condition     = can(regex("^[a-z](-?[a-z0-9])*$", var.name)) && length(var.name) <= 50
    error_message = "name (<platform>-<component>) must hold lower-case letters, digits and single hyphens, not end in one, and be at most 50 characters long, as Amazon MQ takes it."
  }
}

variable "parameters" {
  description = "Broker configuration by key, in RabbitMQ's ini style; consumer_timeout (ms) is 30 minutes unless this says otherwise."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "queues" {
  description = "What becomes of each queue's messages when the region is lost: whether they must survive, and by which link. For a later `drgen messages`; nothing is made of it here."
  type        = map(object({ durable = bool, link = string, because = optional(string) }))
  nullable    = false

  validation {
    condition     = alltrue([for queue in var.queues : contains(["federation", "shovel", "none"], queue.link)])
    error_message = "queues.*.link must be federation, shovel or none."
  }
  validation {
    condition     = alltrue([for queue in var.queues : !queue.durable || queue.link != "none"])
    error_message = "queues: a durable queue needs a link, or its messages are lost with the region. Set link: federation or shovel, or durable: false with a because."
  }
  validation {
    condition     = var.hosted != "amazon_mq" || alltrue([for queue in var.queues : queue.link != "federation"])
    error_message = "queues.*.link cannot be federation with hosted: amazon_mq: a private broker cannot reach another one as its upstream. Take hosted: kubernetes, or link: shovel, run by a mover beside the brokers."
  }
}

variable "username" {
  description = "User made with the broker, an administrator."
  type        = string
  default     = "drgen"
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9._~-]{2,100}$", var.username)) && var.username != "guest"
    error_message = "username must be 2 to 100 letters, digits, hyphens, dots, underscores or tildes, and not guest, which Amazon MQ deletes."
  }
}

variable "vpc_id" {
  description = "VPC of this region."
  type        = string
}
