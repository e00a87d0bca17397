variable "account_id" {
  description = "Account, for the ARN of the topic that pages."
  type        = string
}

variable "health_check" {
  description = "How the primary is asked whether it answers: path, interval (`10s` or `30s`) and failures in a row until it counts as down."
  type = object({
    path     = optional(string, "/healthz")
    interval = optional(string, "10s")
    failures = optional(number, 3)
  })
  default  = {}
  nullable = false

  validation {
    condition     = startswith(var.health_check.path, "/") && length(var.health_check.path) <= 255
    error_message = "health_check.path must start with / and have at most 255 characters."
  }

  validation {
    condition     = contains(["10s", "30s"], var.health_check.interval)
    error_message = "health_check.interval must be 10s or 30s: Route 53 knows no other."
  }

  validation {
    condition     = var.health_check.failures >= 1 && var.health_check.failures <= 10 && floor(var.health_check.failures) == var.health_check.failures
    error_message = "health_check.failures must be a whole number from 1 to 10."
  }

  validation {
    condition     = var.health_check.interval != "30s" || var.health_check.failures <= 4
    error_message = "health_check must decide within two minutes: with an interval of 30s at most 4 failures, else take 10s. Until then nothing has begun."
  }
}

variable "hosts" {
  description = "Host names that fail over, all to the same load balancers. The zone's own name (the apex) is allowed."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.hosts) > 0 && length(distinct(var.hosts)) == length(var.hosts)
    error_message = "hosts must name at least one host, and none twice."
  }

  validation {
    condition     = alltrue([for host in var.hosts : can(regex("^(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?$", host))])
    error_message = "hosts must be lower-case names without a dot at the end: Route 53 writes them so, and any other form would show as a change in every plan."
  }

  validation {
    condition     = alltrue([for host in var.hosts : host == var.zone_name || endswith(host, ".${var.zone_name}")])
    error_message = "Every host must be the zone's name or end in it."
  }
}

variable "partition" {
  description = "AWS partition, for the ARN of the topic that pages."
  type        = string
}

variable "platform" {
  description = "Platform name: the latch alarms are `<platform>-latch-out` and `<platform>-latch-back`."
  type        = string
}

variable "primary_load_balancer_dns_name" {
  description = "Name of the primary's load balancer."
  type        = string
}

variable "primary_load_balancer_zone_id" {
  description = "Hosted zone of the name of the primary's load balancer."
  type        = string
}

variable "primary_region" {
  description = "Region of the primary: holds the alarm of the latch `back`."
  type        = string
}

variable "standby_load_balancer_dns_name" {
  description = "Name of the standby's load balancer."
  type        = string
}

variable "standby_load_balancer_zone_id" {
  description = "Hosted zone of the name of the standby's load balancer."
  type        = string
}

variable "standby_region" {
  description = "Region of the standby: holds the alarm of the latch `out`."
  type        = string
}

variable "traffic" {
  description = "What moves traffic: `orchestrated` (the failover, by a latch), `automatic` (also a failing endpoint check), `routing_control` (ARC)."
  type        = string

  validation {
    condition     = contains(["orchestrated", "automatic", "routing_control"], var.traffic)
    error_message = "traffic must be orchestrated, automatic or routing_control."
  }
}

variable "zone_id" {
  description = "Public hosted zone of the hosts."
  type        = string
}

variable "zone_name" {
  description = "Name of the zone, such as `example.com`."
  type        = string
}
