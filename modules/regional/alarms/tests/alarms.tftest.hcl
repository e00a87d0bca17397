mock_provider "aws" {}

variables {
  account_id         = "111122223333"
  foundation_key_arn = "arn:aws:kms:us-west-2:111122223333:key/00000000-0000-0000-0000-000000000000"
  partition          = "aws"
  platform           = "shop-prod"
  role               = "standby"
  role_arn_prefix    = "arn:aws:iam::111122223333:role/shop-prod-"

  all_replication_lag = {
    order_book = {
      namespace   = "AWS/RDS"
      metric_name = "AuroraGlobalDBRPOLag"
      dimensions  = { DBClusterIdentifier = "shop-prod-order-book" }
      statistic   = "Maximum"
      threshold   = 60000
      description = "orders would be lost"
    }
    catalogue = { namespace = "", metric_name = "", dimensions = {}, statistic = "", threshold = 0, description = "" }
  }

  all_health_alarm = {
    ingress = {
      namespace           = "AWS/ApplicationELB"
      metric_name         = "HealthyHostCount"
      dimensions          = { LoadBalancer = "app/shop-prod-ingress/1" }
      statistic           = "Minimum"
      threshold           = 1
      comparison_operator = "LessThanThreshold"
      description         = "nobody answers"
    }
    events = {
      namespace           = "AWS/AmazonMQ"
      metric_name         = "RabbitMQMemUsed"
      dimensions          = { Broker = "shop-prod-events" }
      statistic           = "Maximum"
      threshold           = 1
      comparison_operator = "GreaterThanThreshold"
      description         = "the broker is full"
    }
    idle = { namespace = "", metric_name = "", dimensions = {}, statistic = "", threshold = 0, comparison_operator = "", description = "" }
  }
}

run "the_standby_holds_the_latch_out" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.latch.alarm_name == "shop-prod-latch-out" && aws_cloudwatch_metric_alarm.latch.metric_name == "out"
    error_message = "modules/global/dns computes the name <platform>-latch-out."
  }
}

run "the_primary_holds_the_latch_back" {
  command = plan
  variables { role = "primary" }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latch.alarm_name == "shop-prod-latch-back" && aws_cloudwatch_metric_alarm.latch.metric_name == "back"
    error_message = "modules/global/dns computes the name <platform>-latch-back."
  }

  assert {
    condition     = jsondecode(aws_scheduler_schedule.latch.target[0].input).MetricData[0].MetricName == "back"
    error_message = "The schedule republishes this region's own latch."
  }
}

run "route_53_can_read_the_latch" {
  command = plan

  assert {
    condition = alltrue([
      aws_cloudwatch_metric_alarm.latch.statistic == "Maximum",
      aws_cloudwatch_metric_alarm.latch.period == 60,
      aws_cloudwatch_metric_alarm.latch.evaluation_periods == 1,
      length(aws_cloudwatch_metric_alarm.latch.metric_query) == 0,
    ])
    error_message = "Route 53 takes standard resolution and simple statistics, no M out of N and no metric math."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latch.comparison_operator == "GreaterThanOrEqualToThreshold" && aws_cloudwatch_metric_alarm.latch.threshold == 1
    error_message = "1 sets the latch, 0 clears it."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latch.treat_missing_data == "ignore"
    error_message = "A latch keeps its place when nobody publishes."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.latch.dimensions == tomap({ platform = "shop-prod" })
    error_message = "The latch has the one dimension that the failover publishes with."
  }
}

run "every_datapoint_rings" {
  command = plan

  assert {
    condition = alltrue([
      aws_cloudwatch_metric_alarm.touched.metric_name == "out",
      aws_cloudwatch_metric_alarm.touched.statistic == "SampleCount",
      aws_cloudwatch_metric_alarm.touched.threshold == 1,
      aws_cloudwatch_metric_alarm.touched.treat_missing_data == "notBreaching",
    ])
    error_message = "A datapoint on the latch rings whatever its value."
  }
}

run "the_schedule_sleeps_until_a_failover_wakes_it" {
  command = plan

  assert {
    condition     = aws_scheduler_schedule.latch.state == "DISABLED" && aws_scheduler_schedule.latch.name == "shop-prod-latch-out"
    error_message = "The failover enables the schedule by its computed name."
  }

  assert {
    condition     = aws_scheduler_schedule.latch.kms_key_arn == var.foundation_key_arn
    error_message = "The schedule is encrypted with the region's key."
  }
}

run "the_schedule_publishes_what_the_alarm_watches" {
  command = plan

  assert {
    condition = jsondecode(aws_scheduler_schedule.latch.target[0].input) == {
      Namespace  = "drgen/latch"
      MetricData = [{ MetricName = "out", Dimensions = [{ Name = "platform", Value = "shop-prod" }], Value = 1 }]
    }
    error_message = "Namespace, metric and dimension must be the alarm's."
  }

  assert {
    condition     = aws_scheduler_schedule.latch.target[0].arn == "arn:aws:scheduler:::aws-sdk:cloudwatch:putMetricData"
    error_message = "A universal target is named after the SDK's operation."
  }

  assert {
    condition     = aws_scheduler_schedule.latch.target[0].role_arn == "arn:aws:iam::111122223333:role/shop-prod-latch-scheduler"
    error_message = "The schedule runs as <platform>-latch-scheduler."
  }
}

run "lag_is_watched_where_there_is_something_to_watch" {
  command = plan

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.lag) == ["order_book"]
    error_message = "An empty metric name gives no alarm."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.lag["order_book"].alarm_name == "shop-prod-order-book-lag"
    error_message = "The alarm is named after the instance."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.lag["order_book"].treat_missing_data == "missing"
    error_message = "No reading is unknown: neither good nor bad."
  }
}

run "no_reading_means_ill_only_where_too_few_is_ill" {
  command = plan

  assert {
    condition     = keys(aws_cloudwatch_metric_alarm.health) == ["events", "ingress"]
    error_message = "An empty metric name gives no alarm."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.health["ingress"].treat_missing_data == "breaching"
    error_message = "No host reported is no host."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.health["events"].treat_missing_data == "notBreaching"
    error_message = "Silence of an upper limit is no alarm."
  }
}

run "patience_is_counted_in_minutes" {
  command = plan
  variables { patience = { health_minutes = 2, lag_minutes = 10 } }

  assert {
    condition     = aws_cloudwatch_metric_alarm.lag["order_book"].evaluation_periods == 10 && aws_cloudwatch_metric_alarm.health["ingress"].evaluation_periods == 2
    error_message = "Periods are of one minute."
  }
}

run "the_topic_is_encrypted_and_named_after_the_platform" {
  command = plan

  assert {
    condition     = aws_sns_topic.this.name == "shop-prod-dr" && aws_sns_topic.this.kms_master_key_id == var.foundation_key_arn
    error_message = "The topic is <platform>-dr under the region's key."
  }
}

run "notify_finds_the_protocol" {
  command = plan
  variables {
    notify = {
      mail  = "dr@example.com"
      pager = "https://events.example.com/key@1"
      queue = "arn:aws:sqs:us-west-2:111122223333:pages"
    }
  }

  assert {
    condition     = { for name, subscription in aws_sns_topic_subscription.this : name => subscription.protocol } == { mail = "email", pager = "https", queue = "sqs" }
    error_message = "The protocol follows from the endpoint."
  }
}

run "nothing_to_watch_still_has_a_latch" {
  command = plan
  variables {
    all_health_alarm    = {}
    all_replication_lag = {}
  }

  assert {
    condition     = length(aws_cloudwatch_metric_alarm.lag) + length(aws_cloudwatch_metric_alarm.health) == 0
    error_message = "No giver, no alarm."
  }
}

run "plain_http_is_refused" {
  command = plan
  variables { notify = { pager = "http://events.example.com" } }
  expect_failures = [var.notify]
}

run "patience_of_zero_minutes_is_refused" {
  command = plan
  variables { patience = { lag_minutes = 0 } }
  expect_failures = [var.patience]
}

run "half_a_minute_of_patience_is_refused" {
  command = plan
  variables { patience = { health_minutes = 1.5 } }
  expect_failures = [var.patience]
}

run "role_is_primary_or_standby" {
  command = plan
  variables { role = "us-west-2" }
  expect_failures = [var.role]
}
