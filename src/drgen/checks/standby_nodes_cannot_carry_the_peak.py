"""The standby's node groups cannot grow to what the primary's can.

`max` is the same in both regions, but smaller instance types in the standby make less of it: at the primary's
peak the autoscaler stops before all pods run. Node groups of EKS take the instance types in the order of the
list, so the first counts; with spot instances the smallest does.

Give the standby's group instance types of the primary's size, or raise `max` for both.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides, sizes
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "eks"):
        for name, group in pair.primary["nodes"].items():
            other = standby["nodes"].get(name, group)
            over = (standby["standby_nodes"].get(name) or {}).get("instance_types")
            here, there = _typical(group, group["instance_types"]), _typical(group, over or other["instance_types"])
            if here and there and _is_less(there, other["max"], here, group["max"]):
                keys = ("nodes", name, "instance_types" if over else "max")
                message = f"{pair.name}: {name} grows to {other['max']} × {there} there, {group['max']} × {here} here"
                yield Finding(pair.path(*keys), message)


def _typical(group: sides.Settings, types: list[str]) -> sizes.Size | None:
    known = [found for found in map(sizes.size, types) if found]
    smallest = min(known, key=lambda found: found.units, default=None)
    return smallest if group["capacity_type"] == "SPOT" else next(iter(known), None)


def _is_less(there: sizes.Size, most_there: int, here: sizes.Size, most_here: int) -> bool:
    enough = sizes.ENOUGH
    return there.units * most_there < enough * here.units * most_here or (
        there.memory * most_there < enough * here.memory * most_here
    )
