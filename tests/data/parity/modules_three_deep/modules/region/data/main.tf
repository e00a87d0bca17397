variable "insights" {
  type    = bool
  default = true
}

variable "class" {
  type = string
}

variable "source_db" {
  type = string
}

module "postgres" {
  source    = "../../postgres"
  class     = var.class
  source_db = var.source_db
  insights  = var.insights
}

output "arn" {
  value = module.postgres.arn
}
