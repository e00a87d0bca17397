"""The regions' brokers are not of one engine, version, size or shape.

Federation and shovel are tried between the versions that run today, and a smaller broker blocks its publishers when
the whole load arrives.

Give both the same engine, version, instance type and deployment mode; name the version.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.HIGH


_ALIKE = ("engine_type", "engine_version", "host_instance_type", "deployment_mode")


def check(regions: Regions) -> Iterator[Finding]:
    for pair in regions.paired("aws_mq_broker"):
        for argument in _ALIKE:
            here, there = text(pair.primary, argument), text(pair.standby, argument)
            if here and there and here.lower() != there.lower():
                yield about(pair.standby, argument, f"is {there}, and {here} in {pair.primary.address}")
