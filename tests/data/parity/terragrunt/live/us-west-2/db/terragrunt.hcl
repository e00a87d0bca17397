include "root" {
  path = find_in_parent_folders("root.hcl")
}

terraform {
  source = "../../../modules/db"
}

inputs = {
  size   = 100
  alarms = false # nobody is told in the region that serves then
}
