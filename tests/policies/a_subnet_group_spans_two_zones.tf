resource "aws_db_subnet_group" "pass_two" {
  subnet_ids = ["subnet-1", "subnet-2"]
}

resource "aws_db_subnet_group" "fail_one" {
  subnet_ids = ["subnet-1"]
}

resource "aws_elasticache_subnet_group" "pass_three" {
  name       = "x"
  subnet_ids = ["subnet-1", "subnet-2", "subnet-3"]
}

resource "aws_elasticache_subnet_group" "fail_one" {
  name       = "x"
  subnet_ids = ["subnet-1"]
}

resource "aws_eks_fargate_profile" "fail_one" {
  cluster_name           = "x"
  fargate_profile_name   = "x"
  pod_execution_role_arn = "arn"
  subnet_ids             = ["subnet-1"]

  selector {
    namespace = "x"
  }
}
