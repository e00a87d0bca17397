# fails: fewer nodes at most | scaling_config.0.max_size allows 8 vCPUs in all
resource "aws_eks_node_group" "primary" {
  instance_types = ["m7g.xlarge"]
  scaling_config {
    desired_size = 6
    max_size     = 12
  }
}
resource "aws_eks_node_group" "standby" {
  provider       = aws.standby
  instance_types = ["m7g.xlarge"]
  scaling_config {
    desired_size = 1
    max_size     = 2
  }
}
# fails: a smaller group | max_size allows 2 instances in all; aws_autoscaling_group.primary and its like run 4
resource "aws_autoscaling_group" "primary" {
  desired_capacity = 4
  max_size         = 8
}
resource "aws_autoscaling_group" "standby" {
  provider         = aws.standby
  desired_capacity = 1
  max_size         = 2
}
# passes: a pilot light that can grow
resource "aws_eks_node_group" "primary" {
  instance_types = ["m7g.xlarge"]
  scaling_config {
    desired_size = 6
    max_size     = 12
  }
}
resource "aws_eks_node_group" "standby" {
  provider       = aws.standby
  instance_types = ["m7g.xlarge"]
  scaling_config {
    desired_size = 0
    max_size     = 12
  }
}
# passes: a variable decides
resource "aws_autoscaling_group" "primary" {
  desired_capacity = 4
  max_size         = 8
}
resource "aws_autoscaling_group" "standby" {
  provider = aws.standby
  max_size = var.most
}
