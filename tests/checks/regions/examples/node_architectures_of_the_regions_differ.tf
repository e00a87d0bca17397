# fails: x86 stands by for arm | instance_types is m6i.large, and m7g.large
resource "aws_eks_node_group" "primary" {
  instance_types = ["m7g.large"]
}
resource "aws_eks_node_group" "standby" {
  provider       = aws.standby
  instance_types = ["m6i.large"]
}
# passes: another generation
resource "aws_eks_node_group" "primary" {
  instance_types = ["m7g.large"]
}
resource "aws_eks_node_group" "standby" {
  provider       = aws.standby
  instance_types = ["m6g.large"]
}
