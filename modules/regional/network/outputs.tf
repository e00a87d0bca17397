output "database_subnet_ids" {
  description = "Subnets of databases, caches and brokers, in the order of the zones. No way to or from the internet or the other region."
  value       = [for zone in var.zones : aws_subnet.database[zone].id]
}

output "nat_public_ips" {
  description = "Addresses that this region's pods are seen under, in the order of the zones. Partners must allow those of both regions."
  value       = [for zone in var.zones : aws_eip.nat[zone].public_ip if local.nat_zone[zone] == zone]
}

output "private_route_table_ids" {
  description = "Route tables of the private subnets, one per zone, in the order of the zones."
  value       = [for zone in var.zones : aws_route_table.private[zone].id]
}

output "private_subnet_ids" {
  description = "Subnets of nodes and pods, in the order of the zones."
  value       = [for zone in var.zones : aws_subnet.private[zone].id]
}

output "public_subnet_ids" {
  description = "Subnets of load balancers and NAT, in the order of the zones."
  value       = [for zone in var.zones : aws_subnet.public[zone].id]
}

output "vpc_id" {
  description = "VPC of this region."
  value       = aws_vpc.this.id
}
