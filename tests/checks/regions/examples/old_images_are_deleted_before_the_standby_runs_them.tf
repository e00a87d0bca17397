# fails: three of any kind | policy keeps 3 images, tagged ones among them
resource "aws_ecr_lifecycle_policy" "this" {
  policy = jsonencode({
    rules = [{ selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 3 } }]
  })
}
# passes: thirty
resource "aws_ecr_lifecycle_policy" "this" {
  policy = jsonencode({
    rules = [{ selection = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 30 } }]
  })
}
# passes: what has no tag
resource "aws_ecr_lifecycle_policy" "this" {
  policy = jsonencode({
    rules = [{ selection = { tagStatus = "untagged", countType = "imageCountMoreThan", countNumber = 1 } }]
  })
}
