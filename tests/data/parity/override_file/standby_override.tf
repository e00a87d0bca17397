resource "aws_sqs_queue" "jobs_dr" {
  visibility_timeout_seconds = 5
}
