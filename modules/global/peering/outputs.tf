output "peering_connection_id" {
  description = "The connection, one id in both regions."
  value       = aws_vpc_peering_connection_accepter.standby.id
}
