"""A value beyond the reviewed ones is handed from one root to another.

What crosses roots has to be there when a region is dark, so only identifiers that never change are handed over:
see docs/modules.md, "What crosses roots". Everything else is computed from names.

Compute it in the module that takes it, or accept it under `suppress:` once somebody has thought about the dark
region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.stacks import Stack

severity = Severity.HIGH


REVIEWED = {
    "certificate_arn",
    "data_key_arn",
    "global_replication_group_id",
    "key_arn",
    "load_balancer_dns_name",
    "load_balancer_zone_id",
    "private_route_table_ids",
    "vpc_id",
}


def check(stacks: list[Stack]) -> Iterator[Finding]:
    for stack in stacks:
        for call in stack.calls:
            for name, wire in call.inputs.items():
                given = wire.variable
                if given and given.giver and not any(given.output.endswith(f"_{one}") for one in REVIEWED):
                    message = f"{stack.name}.{call.instance}.{name} takes {given.output} from {given.giver}"
                    yield Finding(("components", call.instance, name), message)
