variable "account_id" {
  description = "Account whose alarms may publish to the topic."
  type        = string
}

variable "all_health_alarm" {
  description = "What to watch for \"this region is well\", by instance. An empty `metric_name` gives no alarm."
  type = map(object({
    namespace           = string
    metric_name         = string
    dimensions          = map(string)
    statistic           = string
    threshold           = number
    comparison_operator = string
    description         = string
  }))
  default  = {}
  nullable = false
}

variable "all_replication_lag" {
  description = "What to watch for replication lag, by instance; rings above the threshold. An empty `metric_name` gives no alarm."
  type = map(object({
    namespace   = string
    metric_name = string
    dimensions  = map(string)
    statistic   = string
    threshold   = number
    description = string
  }))
  default  = {}
  nullable = false
}

variable "foundation_key_arn" {
  description = "Key of this region: encrypts the topic and the schedule. Its policy must let cloudwatch.amazonaws.com use it."
  type        = string
}

variable "notify" {
  description = "Who is paged, by a name of your choice: an e-mail address, an https:// URL, or the ARN of an SQS queue or Lambda function of this region."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = alltrue([
      for endpoint in values(var.notify) : can(regex("^[^@\\s]+@[^@\\s]+$|^https://[^\\s]+$|^arn:[a-z-]+:(sqs|lambda):[^\\s]+$", endpoint))
    ])
    error_message = "notify takes e-mail addresses, https:// URLs and ARNs of SQS queues or Lambda functions."
  }
}

variable "partition" {
  description = "AWS partition, for the ARN of the schedule's target."
  type        = string
}

variable "patience" {
  description = "Minutes in a row that a reading must be bad before its alarm rings."
  type        = object({ health_minutes = optional(number, 3), lag_minutes = optional(number, 5) })
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for minutes in values(var.patience) : minutes >= 1 && minutes <= 60 && floor(minutes) == minutes])
    error_message = "patience takes whole minutes from 1 to 60."
  }
}

variable "platform" {
  description = "Platform name: names the latch, the topic and the alarms, and is the latch's only dimension."
  type        = string
}

variable "role" {
  description = "Place of this region: `primary` or `standby`. The standby's holds the latch `out`, the primary's the latch `back`."
  type        = string

  validation {
    condition     = contains(["primary", "standby"], var.role)
    error_message = "role must be \"primary\" or \"standby\"."
  }
}

variable "role_arn_prefix" {
  description = "Start of the ARNs of the platform's roles, up to `<platform>-`."
  type        = string
}
