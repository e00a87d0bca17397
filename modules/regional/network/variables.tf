variable "cidr" {
  description = "Address range of this region's VPC."
  type        = string

  validation {
    condition     = can(cidrhost(var.cidr, 0)) && try(tonumber(split("/", var.cidr)[1]) >= 16 && tonumber(split("/", var.cidr)[1]) <= 20, false)
    error_message = "cidr must be an IPv4 range between /16 (the largest VPC) and /20 (512 addresses for the pods of a zone)."
  }

  validation {
    condition     = try(cidrhost(var.cidr, 0) == split("/", var.cidr)[0], false)
    error_message = "cidr must start at its first address (10.0.0.0/16, not 10.0.5.0/16): AWS would change it and every plan would differ."
  }
}

variable "endpoints" {
  description = "AWS services reached by interface endpoints in the private subnets, without going through NAT: the short name (ecr.api), or the full service name where it has another form (cn.com.amazonaws.cn-north-1.ecr.api). S3 and DynamoDB always have gateway endpoints."
  type        = set(string)
  default = [
    "autoscaling",          # cluster-autoscaler
    "ec2",                  # VPC CNI, EBS CSI, the nodes themselves
    "ecr.api", "ecr.dkr",   # images
    "eks", "eks-auth",      # nodes that join, Pod Identity
    "elasticloadbalancing", # load balancer controller
    "kms",                  # data encrypted by clients with the data key
    "logs",                 # CloudWatch Logs
    "secretsmanager",       # external-secrets
    "ssm",                  # the parameter /<platform>/active
    "sts",                  # roles
  ]
  nullable = false

  validation {
    condition     = alltrue([for name in var.endpoints : !contains(["s3", "dynamodb"], name)])
    error_message = "endpoints must not hold s3 or dynamodb: both have gateway endpoints, which cost nothing."
  }

  validation {
    condition     = alltrue([for name in var.endpoints : can(regex("^[a-z0-9][a-z0-9.-]*[a-z0-9]$", name))])
    error_message = "endpoints takes service names such as ecr.api or eks-auth."
  }
}

variable "flow_log_days" {
  description = "Days that flow logs are kept."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.flow_log_days)
    error_message = "flow_log_days must be one of the periods that CloudWatch Logs knows, of a year at least: 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

variable "foundation_key_arn" {
  description = "Key of this region that encrypts the flow logs; its policy lets CloudWatch Logs use it."
  type        = string
}

variable "name" {
  description = "Name of the VPC and first part of the names in it; equal in both regions."
  type        = string
}

variable "nat" {
  description = "per_zone: a NAT gateway in every zone. single: one in the first zone, and no way out for all of them when that zone fails."
  type        = string
  default     = "per_zone"
  nullable    = false

  validation {
    condition     = contains(["per_zone", "single"], var.nat)
    error_message = "nat must be per_zone or single."
  }
}

variable "region" {
  description = "This region."
  type        = string
}

variable "role_arn_prefix" {
  description = "ARN of the platform's roles without the use. Flow logs are written as <prefix>flow-logs, which foundation's iam module makes."
  type        = string
}

variable "zones" {
  description = "Availability zones, 2 to 4. A zone's place in the list decides its addresses: append, never reorder or remove."
  type        = list(string)

  validation {
    condition     = length(var.zones) >= 2 && length(var.zones) <= 4 && length(distinct(var.zones)) == length(var.zones)
    error_message = "zones must name 2 to 4 different zones: load balancers, EKS and databases want two, and the addresses are laid out for four."
  }

  validation {
    condition     = alltrue([for zone in var.zones : startswith(zone, var.region)])
    error_message = "zones must lie in this region, such as us-east-1a in us-east-1."
  }
}
