"""The two regions' nodes are of different processor architectures.

An image that was built for one does not start on the other, and nobody runs it there before the failover.

Take instance types of one architecture, or build every image for both and accept this under `suppress:`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


_ARM = re.compile(r"(a1|[a-z]+[0-9]+g[a-z]*)\.")  # as in modules/regional/eks


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "eks"):
        for name, group in standby["standby_nodes"].items():
            here = pair.primary["nodes"].get(name, {}).get("instance_types") or []
            there = group.get("instance_types") or here
            if {bool(_ARM.match(one)) for one in here} != {bool(_ARM.match(one)) for one in there}:
                message = f"{pair.name}: {name} is {', '.join(there)} in the standby, {', '.join(here)} in the primary"
                yield Finding(pair.path("nodes", name, "instance_types"), message)
