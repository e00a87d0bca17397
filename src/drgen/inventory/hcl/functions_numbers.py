"""Terraform's functions of numbers, conversions and address ranges."""

from __future__ import annotations

import builtins
import ipaddress
import math
from typing import Any

from drgen.inventory.hcl import values
from drgen.inventory.hcl.values import Fault


def max(*of: Any) -> Any:  # noqa: A001  Terraform's name
    return builtins.max(values.number(one) for one in of)


def min(*of: Any) -> Any:  # noqa: A001  Terraform's name
    return builtins.min(values.number(one) for one in of)


def sum(of: Any) -> Any:  # noqa: A001  Terraform's name
    return math.fsum(values.number(one) for one in of)


def abs(of: Any) -> Any:  # noqa: A001  Terraform's name
    return values.number(of).__abs__()


def ceil(of: Any) -> Any:
    return math.ceil(values.number(of))


def floor(of: Any) -> Any:
    return math.floor(values.number(of))


def parseint(of: Any, base: Any) -> Any:
    return int(values.text(of), int(base))


def tonumber(of: Any) -> Any:
    return None if of is None else values.number(of)


def tostring(of: Any) -> Any:
    return None if of is None else values.text(of)


def tobool(of: Any) -> Any:
    return None if of is None else values.truth(of)


def sensitive(of: Any) -> Any:
    return of


def nonsensitive(of: Any) -> Any:
    return of


def cidrsubnet(prefix: Any, bits: Any, number: Any) -> Any:
    network = _network(prefix)
    length = network.prefixlen + int(bits)
    if length > network.max_prefixlen or not 0 <= int(number) < 2 ** int(bits):
        raise Fault("no such subnet")
    start = int(network.network_address) + int(number) * 2 ** (network.max_prefixlen - length)
    return f"{type(network.network_address)(start)}/{length}"


def cidrsubnets(prefix: Any, *bits: Any) -> Any:
    network = _network(prefix)
    at, found = int(network.network_address), []
    for more in bits:
        size = 2 ** (network.max_prefixlen - network.prefixlen - int(more))
        at = -(-at // size) * size
        found.append(f"{type(network.network_address)(at)}/{network.prefixlen + int(more)}")
        at += size
    return found


def cidrhost(prefix: Any, number: Any) -> Any:
    network = _network(prefix)
    return str(network[int(number)])


def cidrnetmask(prefix: Any) -> Any:
    return str(_network(prefix).netmask)


def _network(prefix: Any) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_network(values.text(prefix), strict=False)
