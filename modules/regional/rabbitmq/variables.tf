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

variable "exchanges" {
  description = "Exchanges by name. `link` copies every message to the broker of the other region; `expires` and `ttl` bound how long the link's own buffer outlives a broken link."
  type = map(object({
    type       = optional(string, "topic")
    vhost      = optional(string, "/")
    link       = optional(string, "none")
    direction  = optional(string, "from_active")
    ack_mode   = optional(string, "on-confirm")
    max_hops   = optional(number, 1)
    expires    = optional(string)
    ttl        = optional(string)
    dedupe_key = optional(string, "message_id")
    because    = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for exchange in var.exchanges : contains(["direct", "fanout", "headers", "topic"], exchange.type) && contains(["federation", "shovel", "none"], exchange.link)])
    error_message = "exchanges.*.type must be direct, fanout, headers or topic, and exchanges.*.link federation, shovel or none."
  }
  validation {
    condition     = alltrue([for exchange in var.exchanges : exchange.link != "shovel" || contains(["fanout", "topic"], exchange.type)])
    error_message = "exchanges.*.link can be shovel for topic and fanout only: its copies are taken by a queue that is bound to every key."
  }
  validation {
    condition     = alltrue([for exchange in var.exchanges : exchange.direction == "from_active" || (exchange.direction == "both" && exchange.link == "federation")])
    error_message = "exchanges.*.direction must be from_active, or both with link: federation: only federation counts hops, and a circle of shovels never ends."
  }
  validation {
    condition     = alltrue([for exchange in var.exchanges : contains(["on-confirm", "on-publish", "no-ack"], exchange.ack_mode)])
    error_message = "exchanges.*.ack_mode must be on-confirm, on-publish or no-ack; only on-confirm loses nothing when a link breaks."
  }
  validation {
    condition     = alltrue([for exchange in var.exchanges : exchange.max_hops >= 1 && floor(exchange.max_hops) == exchange.max_hops])
    error_message = "exchanges.*.max_hops must be a whole number from 1 on."
  }
  validation {
    condition     = alltrue(flatten([for exchange in var.exchanges : [for span in [exchange.expires, exchange.ttl] : can(regex("^[1-9][0-9]{0,5}[smhd]$", coalesce(span, "1s")))]]))
    error_message = "exchanges.*.expires and ttl must be durations such as 30m or 2h."
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

variable "peer_cidr" {
  description = "Address range of the other region, from which its mover reaches this broker."
  type        = string
}

variable "queues" {
  description = "Queues by name: whether their messages must survive the region, and by which link. `bindings` are routing keys by exchange; `ttl` is how long copies wait in the other region; `dedupe_key` is the property by which consumers must know a message that comes twice."
  type = map(object({
    durable    = bool
    link       = string
    because    = optional(string)
    type       = optional(string, "quorum")
    vhost      = optional(string, "/")
    bindings   = optional(map(list(string)), {})
    moves      = optional(bool, false)
    ack_mode   = optional(string, "on-confirm")
    ttl        = optional(string)
    dedupe_key = optional(string, "message_id")
  }))
  nullable = false

  validation {
    condition     = alltrue([for queue in var.queues : contains(["federation", "shovel", "none"], queue.link)])
    error_message = "queues.*.link must be federation, shovel or none."
  }
  validation {
    condition     = alltrue([for name, queue in var.queues : !queue.durable || queue.link != "none" || anytrue([for exchange, keys in queue.bindings : try(var.exchanges[exchange].link, "none") != "none"])])
    error_message = "queues: a durable queue needs a link, of its own or of an exchange that feeds it, or its messages are lost with the region. Set link: shovel, or durable: false with a because."
  }
  validation {
    condition     = var.hosted != "amazon_mq" || alltrue([for one in concat(values(var.queues)[*].link, values(var.exchanges)[*].link) : one != "federation"])
    error_message = "queues.*.link and exchanges.*.link cannot be federation with hosted: amazon_mq: a private broker cannot reach another one as its upstream. Take hosted: kubernetes, or link: shovel, run by a mover beside the brokers."
  }
  validation {
    condition     = alltrue([for queue in var.queues : contains(["classic", "quorum"], queue.type)])
    error_message = "queues.*.type must be quorum or classic: links do not carry streams, and mirrored queues are gone from RabbitMQ 4."
  }
  validation {
    condition     = alltrue([for queue in var.queues : contains(["on-confirm", "on-publish", "no-ack"], queue.ack_mode)])
    error_message = "queues.*.ack_mode must be on-confirm, on-publish or no-ack; only on-confirm loses nothing when a link breaks."
  }
  validation {
    condition     = alltrue([for queue in var.queues : can(regex("^[1-9][0-9]{0,5}[smhd]$", coalesce(queue.ttl, "1s")))])
    error_message = "queues.*.ttl must be a duration such as 2h."
  }
  validation {
    condition     = alltrue([for name in keys(var.queues) : can(regex("^[A-Za-z0-9._:-]{1,200}$", name)) && !startswith(name, "amq.")])
    error_message = "queues must be named with 1 to 200 letters, digits, dots, underscores, colons or hyphens, and not amq.…, which RabbitMQ keeps for itself."
  }
}

variable "topology" {
  description = "The rest of what the brokers hold: `addresses` under which each region's broker is reached from the other (host or host:port, TLS always), `ca` that its links trust (a path on the broker), users by the name of their secret (a key of `secrets`), policies. Nothing here is a Terraform resource: `drgen messages`."
  type = object({
    addresses = optional(object({ primary = string, standby = string }))
    ca        = optional(string, "/etc/ssl/certs/ca-certificates.crt")
    namespace = optional(string, "rabbitmq")
    plugins   = optional(set(string), [])
    users = optional(map(object({
      secret_name = string
      tags        = optional(list(string), [])
      permissions = optional(map(object({ configure = optional(string, ""), write = optional(string, ""), read = optional(string, "") })), {})
    })), {})
    policies = optional(map(object({
      pattern    = string
      vhost      = optional(string, "/")
      apply_to   = optional(string, "queues")
      priority   = optional(number, 0)
      definition = map(string)
    })), {})
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for policy in var.topology.policies : contains(["all", "exchanges", "queues"], policy.apply_to)])
    error_message = "topology.policies.*.apply_to must be all, exchanges or queues."
  }
  validation {
    condition     = !contains(keys(var.topology.users), var.username)
    error_message = "topology.users must not hold the broker's own user, username: it is made with the broker."
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
