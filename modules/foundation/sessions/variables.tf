variable "key_arn" {
  description = "Key that encrypts each side's copy of the table."
  type        = object({ primary = string, standby = string })
}

variable "platform" {
  description = "Name of the platform: the table is called <platform>-sessions in both regions."
  type        = string
}

variable "standby_region" {
  description = "Region of the replica."
  type        = string
}
