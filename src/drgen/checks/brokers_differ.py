"""The two regions' brokers differ in version, size, mode or configuration.

Amazon MQ makes a small broker larger by restarting it and a single one a cluster by replacing it, so the
difference cannot be mended during a failover. Two versions of RabbitMQ may refuse each other's definitions and
links.

Remove the difference from the standby block.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


SAME = ("deployment_mode", "engine", "host_instance_type", "hosted", "parameters", "queues", "username")


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "rabbitmq"):
        for key in SAME:
            here, there = pair.primary[key], standby[key]
            if here != there:
                message = f"{pair.name}: {key} is {there} in the standby, {here} in the primary"
                yield Finding(pair.path(key), message)
