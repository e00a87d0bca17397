variable "account_id" {
  description = "Account, for the log bucket's name and policy."
  type        = string
}

variable "all_cluster_security_group_id" {
  description = "Security groups of the region's clusters, by instance: the only ones that the load balancer may reach."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "deletion_protection" {
  description = "Whether AWS refuses to delete the load balancer. Off only on the way to destroying the environment."
  type        = bool
  default     = true
  nullable    = false
}

variable "foundation_certificate_arn" {
  description = "This region's certificate for every host."
  type        = string
}

variable "foundation_key_arn" {
  description = "Key of this region: encrypts the WAF's log group. Its policy must let CloudWatch Logs use it."
  type        = string
}

variable "log_retention_days" {
  description = "Days that access logs and WAF logs are kept, one of CloudWatch Logs' steps."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "name" {
  description = "Load balancer, security group and web ACL, equal in both regions."
  type        = string

  validation {
    condition     = length(var.name) <= 32 && !startswith(var.name, "internal-")
    error_message = "name must have at most 32 characters and not start with internal-: it names a load balancer."
  }

  validation {
    condition     = length("${var.name}-logs-${var.account_id}-${var.region}") <= 63
    error_message = "name is too long for the log bucket <name>-logs-<account>-<region>, at most 63 characters."
  }
}

variable "public_subnet_ids" {
  description = "Public subnets, one a zone; at least two."
  type        = list(string)

  validation {
    condition     = length(var.public_subnet_ids) >= 2
    error_message = "public_subnet_ids must name at least two subnets: a load balancer needs two zones."
  }
}

variable "redirect_http" {
  description = "Whether port 80 is open and answers with a redirect to HTTPS. Off closes it."
  type        = bool
  default     = true
  nullable    = false
}

variable "region" {
  description = "This region, for the log bucket's name."
  type        = string
}

variable "role" {
  description = "Place of this region: `primary` or `standby`."
  type        = string

  validation {
    condition     = contains(["primary", "standby"], var.role)
    error_message = "role must be \"primary\" or \"standby\"."
  }
}

variable "strategy" {
  description = "Strategy: whether the standby waits with nodes decides which health alarm makes sense."
  type        = string
}

variable "targets" {
  description = <<-EOT
    What requests are sent to, by name: port (of the pods), protocol (HTTPS or HTTP), health (path), drain_seconds, and the hosts and paths
    that lead there, with the rule's priority. Exactly one target has neither hosts nor paths: it takes the rest.
  EOT
  type = map(object({
    port          = optional(number, 8443)
    protocol      = optional(string, "HTTPS")
    health        = optional(string, "/healthz")
    drain_seconds = optional(number, 30)
    hosts         = optional(set(string), [])
    paths         = optional(set(string), [])
    priority      = optional(number)
  }))
  default  = { default = {} }
  nullable = false

  validation {
    condition     = length([for target in values(var.targets) : target if length(target.hosts) + length(target.paths) == 0]) == 1
    error_message = "Exactly one target must have neither hosts nor paths: it takes what no rule takes, Route 53's health check among it."
  }

  validation {
    condition     = alltrue([for key in keys(var.targets) : can(regex("^[a-z]([a-z0-9_-]*[a-z0-9])?$", key)) && (key == "default" || length("${var.name}-${key}") <= 32)])
    error_message = "A target's name must be lower-case, and <name>-<target> at most 32 characters: it names a target group (`default` is named <name>)."
  }

  validation {
    condition     = alltrue([for target in values(var.targets) : contains(["HTTP", "HTTPS"], target.protocol)])
    error_message = "A target's protocol must be HTTPS or HTTP."
  }

  validation {
    condition = alltrue([
      for target in values(var.targets) :
      target.port >= 1 && target.port <= 65535 && startswith(target.health, "/") && target.drain_seconds >= 0 && target.drain_seconds <= 3600
    ])
    error_message = "A target's port must be 1 to 65535, its health path must start with /, and its drain_seconds be 0 to 3600."
  }

  validation {
    condition     = alltrue([for target in values(var.targets) : length(target.hosts) + length(target.paths) == 0 || try(target.priority >= 1 && target.priority <= 50000, false)])
    error_message = "A target with hosts or paths needs a priority, 1 to 50000; lower comes first."
  }

  validation {
    condition     = length(distinct([for target in values(var.targets) : target.priority if target.priority != null])) == length([for target in values(var.targets) : target if target.priority != null])
    error_message = "No two targets may have the same priority."
  }

  validation {
    condition     = alltrue([for target in values(var.targets) : length(target.hosts) + length(target.paths) <= 5])
    error_message = "A target can have at most 5 hosts and paths together: a listener rule holds no more."
  }
}

variable "tls_policy" {
  description = "TLS policy of the listener: one that speaks TLS 1.3 and 1.2."
  type        = string
  default     = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  nullable    = false

  validation {
    condition     = startswith(var.tls_policy, "ELBSecurityPolicy-TLS13-1-2-")
    error_message = "tls_policy must be one of ELBSecurityPolicy-TLS13-1-2-…: clients get TLS 1.3, and Route 53's health check, which speaks at most TLS 1.2, gets in."
  }
}

variable "vpc_id" {
  description = "VPC of this region."
  type        = string
}

variable "waf_counted" {
  description = "Managed WAF rules that only count instead of blocking, by rule group. Anonymous IPs (VPNs, hosting providers) count until you decide."
  type = object({
    anonymous_ip = optional(set(string), ["AnonymousIPList", "HostingProviderIPList"])
    common       = optional(set(string), [])
  })
  default  = {}
  nullable = false
}
