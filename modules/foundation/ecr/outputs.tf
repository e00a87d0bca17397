output "registry" {
  description = "Host of the registry, by side. Manifests take it from here: an image's address holds the region."
  value = {
    primary = split("/", values(aws_ecr_repository.primary)[0].repository_url)[0]
    standby = split("/", values(aws_ecr_repository.standby)[0].repository_url)[0]
  }
}
