"""The real outside."""

from __future__ import annotations

from drgen import aws
from drgen.failover import kubernetes, names
from drgen.failover.clock import Wall
from drgen.failover.run import World


def real() -> World:
    """AWS, Kubernetes and DNS as they are, and the machine's clock."""
    return World(aws.caller(), kubernetes.request, names.addresses, Wall())
