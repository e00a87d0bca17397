variable "hosts" {
  description = "Host names on the certificates: the first is the subject, at most 64 characters. `*.example.com` stands for one label."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.hosts) > 0
    error_message = "hosts needs at least one name."
  }

  validation {
    condition     = alltrue([for host in var.hosts : length(host) <= 253 && can(regex("^(\\*\\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$", host))])
    error_message = "hosts takes lower-case names such as shop.example.com, with a * at most as the whole first label."
  }

  validation {
    condition     = alltrue([for host in slice(var.hosts, 0, min(1, length(var.hosts))) : length(host) <= 64])
    error_message = "The first of hosts must be at most 64 characters: it is the certificate's common name. Put a shorter one first."
  }

  validation {
    condition     = length(var.hosts) == length(distinct(var.hosts))
    error_message = "hosts names a host twice."
  }

  validation {
    condition     = alltrue([for host in var.hosts : endswith(".${host}", ".${var.zone_name}")])
    error_message = "Every one of hosts must lie in zone_name: the records that prove them are written there."
  }
}

variable "key_algorithm" {
  description = "Key of the certificates. EC_prime256v1 makes cheaper handshakes, RSA_2048 pleases the oldest clients."
  type        = string
  default     = "RSA_2048"
  nullable    = false

  validation {
    condition     = contains(["EC_prime256v1", "EC_secp384r1", "RSA_2048"], var.key_algorithm)
    error_message = "key_algorithm must be EC_prime256v1, EC_secp384r1 or RSA_2048: ACM issues no other public certificates."
  }
}

variable "zone_id" {
  description = "Public hosted zone that the validation records are written to."
  type        = string
}

variable "zone_name" {
  description = "Name of that zone."
  type        = string
}
