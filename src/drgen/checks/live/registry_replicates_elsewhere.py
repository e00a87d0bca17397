"""A registry does not replicate the platform's images to the other region.

There is one replication configuration per account and region, and the last who writes it wins: another team's apply
takes ours away in silence. Images that are pushed after that are missing on the day of the failover.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html

Apply `foundation`, or say `replication: external` and see to it that whoever owns it covers the prefix; then push again
what was pushed meanwhile, or run `drgen images sync`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.registries import Rule
    from drgen.spec import Spec

severity = Severity.BLOCKER


def check(spec: Spec, registries: BySide[tuple[Rule, ...]]) -> Iterator[Finding]:
    for side, said in registries.items():
        other = getattr(spec.regions, SIDES[1 - SIDES.index(side)]).name
        if "rules" in said and not any(_covers(rule, other, f"{spec.name}/") for rule in said["rules"]):
            message = f"the registry of the {side} has no rule that takes {spec.name}/… to {other}"
            yield Finding(("components", "ecr"), message)


def _covers(rule: Rule, region: str, prefix: str) -> bool:
    return region in rule.regions and (not rule.prefixes or any(prefix.startswith(one) for one in rule.prefixes))
