variable "insights" {
  type    = bool
  default = true
}

variable "class" {
  type    = string
  default = "db.m7g.large"
}

variable "source_db" {
  type    = string
  default = null
}

module "data" {
  source    = "./data"
  class     = var.class
  source_db = var.source_db
  insights  = var.insights
}

output "database" {
  value = module.data.arn
}
