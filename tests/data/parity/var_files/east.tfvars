region = "us-east-1"
alarms = {
  ApproximateAgeOfOldestMessage = 300
}
