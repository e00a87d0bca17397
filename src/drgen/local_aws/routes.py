"""Which emulator answers for a service."""

from __future__ import annotations

from enum import StrEnum


class Emulator(StrEnum):
    """The emulators behind the proxy."""

    MINISTACK = "ministack"
    MOTO = "moto"


# By signing name: what moto copies more truly; all else is ministack's. Services that look into each other's resources
# (load balancers into subnets and certificates) must have the same emulator.
MOTO = frozenset({"acm", "ec2", "ecr", "elasticloadbalancing", "logs", "mq", "secretsmanager", "ssm", "wafv2"})


def emulator(service: str) -> Emulator:
    """Who answers a service that no extension answers."""
    return Emulator.MOTO if service in MOTO else Emulator.MINISTACK
