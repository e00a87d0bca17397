provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "secondary"
  region = "us-west-2"
}

module "primary" {
  source = "./modules/region"
  class  = "db.m7g.large"
}

module "secondary" {
  source    = "./modules/region"
  providers = { aws = aws.secondary }
  source_db = module.primary.database
  insights  = false
}
