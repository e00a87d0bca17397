variable "name" {
  description = "Name of the peering connection."
  type        = string
}

variable "primary_cidr" {
  description = "Address range of the primary's VPC."
  type        = string
}

variable "primary_private_route_table_ids" {
  description = "Route tables of the primary's private subnets, one per zone, in the order of primary_zones."
  type        = list(string)

  validation {
    condition     = length(var.primary_private_route_table_ids) == length(var.primary_zones)
    error_message = "primary_private_route_table_ids must hold one table per zone of the primary."
  }
}

variable "primary_vpc_id" {
  description = "VPC of the primary: asks for the connection."
  type        = string
}

variable "primary_zones" {
  description = "Zones of the primary: keys of the routes, known before the tables are."
  type        = list(string)
}

variable "standby_cidr" {
  description = "Address range of the standby's VPC."
  type        = string

  # Two ranges overlap when they are the same at the length of the shorter prefix.
  validation {
    condition = (
      cidrhost("${split("/", var.primary_cidr)[0]}/${min(split("/", var.primary_cidr)[1], split("/", var.standby_cidr)[1])}", 0)
      != cidrhost("${split("/", var.standby_cidr)[0]}/${min(split("/", var.primary_cidr)[1], split("/", var.standby_cidr)[1])}", 0)
    )
    error_message = "standby_cidr must not overlap primary_cidr: AWS refuses to peer VPCs that share addresses."
  }
}

variable "standby_private_route_table_ids" {
  description = "Route tables of the standby's private subnets, one per zone, in the order of standby_zones."
  type        = list(string)

  validation {
    condition     = length(var.standby_private_route_table_ids) == length(var.standby_zones)
    error_message = "standby_private_route_table_ids must hold one table per zone of the standby."
  }
}

variable "standby_region" {
  description = "Region of the standby's VPC."
  type        = string
}

variable "standby_vpc_id" {
  description = "VPC of the standby: accepts the connection."
  type        = string
}

variable "standby_zones" {
  description = "Zones of the standby: keys of the routes, known before the tables are."
  type        = list(string)
}
