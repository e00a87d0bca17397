output "broker_name" {
  description = "This region's broker."
  value       = var.name
}

output "endpoint" {
  description = "amqps URL of this region's broker, without a user; empty when it is hosted on Kubernetes."
  value       = try(aws_mq_broker.this[0].instances[0].endpoints[0], "")
}

output "health_alarm" {
  description = "Whether this region's broker is alive: RabbitMQ always has exchanges, so fewer than one, or no data, is a dead broker."
  value = {
    namespace           = "AWS/AmazonMQ"
    metric_name         = local.is_managed ? "ExchangeCount" : ""
    dimensions          = tomap({ Broker = var.name })
    statistic           = "Minimum"
    comparison_operator = "LessThanThreshold"
    threshold           = 1
    description         = "${var.name} does not report its exchanges: the broker is down or cut off."
  }
}

output "secret_name" {
  description = "Secret that holds the broker's credential; empty on Kubernetes, where nothing here makes one yet."
  value       = local.is_managed ? var.name : ""
}
