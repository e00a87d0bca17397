"""The two regions' databases have different parameters.

Parameter groups are not inherited on promotion: after a failover the database behaves as the standby's block
says, with another memory setting, another timeout, another extension.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html

Say the parameters once, outside the standby block. For a trial, give the block an `until:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "aurora", "rds"):
        here, there = pair.primary["parameters"], standby["parameters"]
        for name in sorted(here.keys() | there.keys()):
            if here.get(name) != there.get(name):
                message = (
                    f"{pair.name}: {name} is {_said(there, name)} in the standby, {_said(here, name)} in the primary"
                )
                mild = Severity.MEDIUM if pair.component.until else None
                yield Finding(pair.path("parameters", name), message, instead=mild)


def _said(parameters: sides.Settings, name: str) -> str:
    return str(parameters.get(name, "the default"))
