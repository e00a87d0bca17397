variable "access" {
  description = "Who may use the Kubernetes API: ARN of a role or user → EKS access policy (`AmazonEKSViewPolicy`, …), in all namespaces or some."
  type        = map(object({ policy = string, namespaces = optional(set(string), []) }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for principal, grant in var.access : can(regex("^arn:[a-z-]+:iam::[0-9]{12}:(role|user)/.+$", principal)) && can(regex("^Amazon[A-Za-z0-9]+Policy$", grant.policy))])
    error_message = "access maps ARNs of IAM roles or users to the name of an EKS access policy, such as AmazonEKSClusterAdminPolicy."
  }
}

variable "account_id" {
  description = "Account, for the registry's name."
  type        = string
}

variable "active" {
  description = "Who serves: `primary` or `standby`. A standby that serves has the primary's `min`."
  type        = string

  validation {
    condition     = contains(["primary", "standby"], var.active)
    error_message = "active must be \"primary\" or \"standby\"."
  }
}

variable "addons" {
  description = "EKS add-ons beyond or instead of the pinned ones: name → version. `null` takes whatever EKS calls default when it is made."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for version in values(var.addons) : version == null || can(regex("^v[0-9]+\\.[0-9]+\\.[0-9]+-eksbuild\\.[0-9]+$", version))])
    error_message = "addons takes versions as EKS writes them, such as v1.13.2-eksbuild.4, or null."
  }
}

variable "all_endpoint" {
  description = "Host names and URLs of the region's data stores, by instance: for the ConfigMap."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "all_secret_name" {
  description = "Names of the secrets with their credentials, by instance: for the ConfigMap."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "endpoint" {
  description = "Who reaches the Kubernetes API besides nodes and pods: private ranges by name (VPN, runners), and public ranges, which make it public."
  type        = object({ private_cidrs = optional(map(string), {}), public_cidrs = optional(set(string), []) })
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for cidr in concat(values(var.endpoint.private_cidrs), tolist(var.endpoint.public_cidrs)) : can(cidrhost(cidr, 0)) && !endswith(cidr, "/0")])
    error_message = "endpoint takes address ranges such as 10.20.0.0/16, and not the whole internet."
  }
}

variable "foundation_key_arn" {
  description = "Key of this region: encrypts Kubernetes secrets, node volumes and the control plane's logs."
  type        = string
}

variable "kubernetes" {
  description = "Kubernetes version, and what AWS does when its standard support ends: `EXTENDED` (costs more, changes nothing) or `STANDARD` (AWS upgrades, one region at a time)."
  type        = object({ version = string, support = optional(string, "EXTENDED") })
  nullable    = false

  validation {
    condition     = can(regex("^1\\.[0-9]{2}$", var.kubernetes.version)) && contains(["EXTENDED", "STANDARD"], var.kubernetes.support)
    error_message = "kubernetes.version must be a minor version in quotes, such as \"1.34\", and support EXTENDED or STANDARD."
  }

  validation {
    condition     = contains(keys(local.kube_proxy), var.kubernetes.version) || contains(keys(var.addons), "kube-proxy")
    error_message = "No kube-proxy is pinned for this Kubernetes version: add it under addons (aws eks describe-addon-versions --addon-name kube-proxy --kubernetes-version …)."
  }
}

variable "log_retention_days" {
  description = "Days that the control plane's logs are kept, one of CloudWatch Logs' steps."
  type        = number
  default     = 365
  nullable    = false

  validation {
    condition     = contains([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days must be 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288 or 3653."
  }
}

variable "name" {
  description = "Cluster, equal in both regions."
  type        = string

  validation {
    condition     = length(var.name) <= 100
    error_message = "name must have at most 100 characters: it names a cluster."
  }
}

variable "nodes" {
  description = "Managed node groups by name: instance types of one architecture, `min` while this place serves, `max` in both regions; optionally disk (GiB), capacity type, labels, taints, AL2023 AMI type."
  type = map(object({
    instance_types = list(string)
    min            = number
    max            = number
    ami_type       = optional(string)
    capacity_type  = optional(string, "ON_DEMAND")
    disk_gib       = optional(number, 50)
    labels         = optional(map(string), {})
    taints         = optional(map(object({ effect = string, value = optional(string) })), {})
  }))
  nullable = false

  validation {
    condition     = length(var.nodes) > 0 && alltrue([for name in keys(var.nodes) : can(regex("^[a-z][a-z0-9-]{0,62}$", name))])
    error_message = "nodes must hold at least one group, named in lower-case letters, digits and hyphens, at most 63."
  }

  validation {
    condition     = alltrue([for group in values(var.nodes) : group.min >= 0 && group.max >= max(1, group.min)])
    error_message = "A node group's min must be at least 0, and its max at least min and at least 1."
  }

  validation {
    condition     = alltrue([for group in values(var.nodes) : length(distinct([for type in group.instance_types : can(regex(local.arm, type))])) == 1])
    error_message = "A node group needs instance types of one architecture: all Arm (m7g, c7g, …) or none."
  }

  validation {
    condition     = alltrue([for group in values(var.nodes) : contains(["ON_DEMAND", "SPOT"], group.capacity_type) && group.disk_gib >= 20 && group.disk_gib <= 16384 && startswith(coalesce(group.ami_type, "AL2023_"), "AL2023_")])
    error_message = "A node group's capacity_type must be ON_DEMAND or SPOT, its disk_gib 20 to 16384, its ami_type one of AL2023_… (others name their disks differently)."
  }

  validation {
    condition     = alltrue(flatten([for group in values(var.nodes) : [for taint in values(group.taints) : contains(["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"], taint.effect)]]))
    error_message = "A taint's effect must be NO_SCHEDULE, NO_EXECUTE or PREFER_NO_SCHEDULE."
  }
}

variable "observed_nodes" {
  description = "Minimum of node groups that a failover raised in this region, by name: it stays, where it is above what the strategy says."
  type        = map(object({ min = number }))
  default     = {}
  nullable    = false
}

variable "partition" {
  description = "AWS partition, for ARNs."
  type        = string
}

variable "peer_region" {
  description = "The other region, for the ConfigMap."
  type        = string
}

variable "platform" {
  description = "Platform name, for the registry's path."
  type        = string
}

variable "private_subnet_ids" {
  description = "Private subnets, one a zone: control plane, nodes and pods."
  type        = list(string)

  validation {
    condition     = length(var.private_subnet_ids) >= 2
    error_message = "private_subnet_ids must name at least two subnets: the control plane needs two zones."
  }
}

variable "region" {
  description = "This region, for the ConfigMap and the registry's name."
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

variable "role_arn_prefix" {
  description = "Start of the ARNs of the platform's roles, up to `<platform>-`."
  type        = string
}

variable "standby_nodes" {
  description = "What the standby block says about groups of `nodes`: nodes held while waiting, and instance types of this region."
  type        = map(object({ min = optional(number), instance_types = optional(list(string)) }))
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for name, group in var.standby_nodes : contains(keys(var.nodes), name) && (group.min == null || try(group.min >= 0 && group.min <= var.nodes[name].max, false))])
    error_message = "The standby block changes groups of nodes, adds none, and its min must be 0 to the group's max."
  }

  validation {
    condition     = alltrue([for group in values(var.standby_nodes) : group.instance_types == null || try(length(distinct([for type in group.instance_types : can(regex(local.arm, type))])) == 1, false)])
    error_message = "A standby group needs instance types of one architecture: all Arm (m7g, c7g, …) or none."
  }
}

variable "strategy" {
  description = "Strategy: decides what a standby holds while it waits."
  type        = string

  validation {
    condition     = contains(["backup_restore", "pilot_light", "warm_standby", "hot_standby"], var.strategy)
    error_message = "strategy must be backup_restore, pilot_light, warm_standby or hot_standby."
  }
}

variable "tags" {
  description = "Tags of instances and volumes, which the provider's default tags do not reach."
  type        = map(string)
}

variable "vpc_id" {
  description = "VPC of this region, for the ConfigMap: the load balancer controller cannot ask the instance's metadata for it."
  type        = string
}

variable "workloads" {
  description = "Roles of the platform's own pods by EKS Pod Identity: namespace, service account and ARN of the role."
  type        = map(object({ namespace = string, service_account = string, role_arn = string }))
  default     = {}
  nullable    = false

  validation {
    condition     = length(setintersection(keys(var.workloads), keys(local.controllers))) == 0
    error_message = "workloads must not reuse the names of controllers: cluster-autoscaler, ebs-csi, external-secrets, load-balancer-controller, vpc-cni."
  }
}
