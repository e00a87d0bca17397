variable "active" {
  description = "Who serves when the parameter is born: `primary` or `standby`. Ignored afterwards."
  type        = string

  validation {
    condition     = contains(["primary", "standby"], var.active)
    error_message = "active must be \"primary\" or \"standby\"."
  }
}

variable "foundation_key_arn" {
  description = "Key of this region: encrypts the parameter."
  type        = string
}

variable "platform" {
  description = "Platform name; the parameter is `/<platform>/active`."
  type        = string
}
