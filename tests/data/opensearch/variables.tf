variable "database_subnet_ids" {
  description = "Subnets of this region's nodes."
  type        = list(string)
}

variable "engine" {
  description = "Engine version."
  type        = object({ version = optional(string, "OpenSearch_2.17") })
  default     = {}
  nullable    = false
}

variable "foundation_key_arn" {
  description = "Key of this region."
  type        = string
}

variable "name" {
  description = "Domain, equal in both regions."
  type        = string
}

variable "nodes" {
  description = "Number and type of the data nodes."
  type        = object({ count = optional(number, 2), type = string })
}
