# fails: a promotion by local-exec | provisioner calls promote-read-replica
resource "null_resource" "promote" {
  provisioner "local-exec" {
    command = "aws rds promote-read-replica --db-instance-identifier shop"
  }
}
# passes: something else
resource "null_resource" "build" {
  provisioner "local-exec" {
    command = "npm run build"
  }
}
