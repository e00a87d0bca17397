"""The checks of the modules' Terraform: their parameter is `modules`, a dict of `moduletext.ModuleText`."""
