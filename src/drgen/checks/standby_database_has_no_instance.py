"""The standby's Aurora cluster has storage and no instance.

A headless cluster replicates, but an instance has to be made before it can be promoted: 8 to 15 minutes
(an estimate of drgen's), while everybody else's instances are being made in that region, too.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html

Leave one instance in the standby block (`standby: {instances: {writer: {class: …}}}`), or write `strategy:
pilot_light`.
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
    for pair, standby in sides.both(spec, stacks, "aurora"):
        if standby["standby_instances"] == {}:
            waiting = len(pair.primary["instances"])
            message = f"{pair.name}: 0 instances wait in a {spec.strategy}; the primary runs {waiting}"
            yield Finding(pair.path("instances"), message)
