resource "aws_elasticache_user" "pass_iam" {
  engine        = "redis"
  user_id       = "u"
  user_name     = "u"
  access_string = "on ~* +@all"

  authentication_mode {
    type = "iam"
  }
}

resource "aws_elasticache_user" "pass_off" {
  engine        = "redis"
  user_id       = "u"
  user_name     = "u"
  access_string = "off -@all"

  authentication_mode {
    type = "no-password-required"
  }
}

resource "aws_elasticache_user" "pass_passwords" {
  engine        = "redis"
  user_id       = "u"
  user_name     = "u"
  access_string = "on ~* +@all"
  passwords     = ["from-a-secret-1234"]
}

resource "aws_elasticache_user" "fail_no_password" {
  engine        = "redis"
  user_id       = "u"
  user_name     = "u"
  access_string = "on ~* +@all"

  authentication_mode {
    type = "no-password-required"
  }
}

resource "aws_elasticache_user" "fail_not_required" {
  engine               = "redis"
  user_id              = "u"
  user_name            = "u"
  access_string        = "on ~* +@all"
  no_password_required = true
}
