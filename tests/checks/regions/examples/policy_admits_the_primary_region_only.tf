# fails: a document names the primary's region | aws:RequestedRegion is us-east-1
data "aws_iam_policy_document" "app" {
  statement {
    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["us-east-1"]
    }
  }
}
# fails: so does a JSON text | aws_iam_policy.app policy aws:RequestedRegion is us-east-1
resource "aws_iam_policy" "app" {
  policy = "{\"Statement\": [{\"Condition\": {\"StringEquals\": {\"aws:RequestedRegion\": \"us-east-1\"}}}]}"
}
# passes: both regions
data "aws_iam_policy_document" "app" {
  statement {
    condition {
      test     = "StringEquals"
      variable = "aws:RequestedRegion"
      values   = ["us-east-1", "us-west-2"]
    }
  }
}
