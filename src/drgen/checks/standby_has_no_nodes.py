"""No node runs in the standby, although the strategy promises a running standby.

With 0 nodes there is no CoreDNS, no controller and no ingress: the failover waits for instances before anything
can start. That is a pilot light, with its recovery time.

Set `standby: {nodes: {<group>: {min: 2}}}` or more, or write `strategy: pilot_light`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    if str(spec.strategy) not in ("warm_standby", "hot_standby"):
        return
    for pair, standby in sides.both(spec, stacks, "eks"):
        least = {name: _least(standby, name, group["min"]) for name, group in standby["nodes"].items()}
        if not any(least.values()):
            name = next(iter(least))
            message = (
                f"{pair.name}: 0 nodes wait in the standby of a {spec.strategy}; the primary runs {_sum(pair)} at least"
            )
            yield Finding(pair.path("nodes", name, "min"), message)


def _least(standby: sides.Settings, name: str, least: int) -> int:
    said = (standby["standby_nodes"].get(name) or {}).get("min")
    return least if said is None else int(said)


def _sum(pair: sides.Pair) -> int:
    return sum(group["min"] for group in pair.primary["nodes"].values())
