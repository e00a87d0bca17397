"""The two regions may fail together.

Regions of one neighbourhood share power grids, sea cables, weather and wars; a standby is worth what does not
happen to both. This knows a few pairs only, and says so for those.

Take a standby farther away, or accept this under `suppress:` when the law leaves no choice.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.spec import Spec

severity = Severity.MEDIUM


PAIRS = {
    frozenset(("me-central-1", "me-south-1")): "the Gulf",
    frozenset(("ap-northeast-1", "ap-northeast-3")): "one island and its earthquakes",
    frozenset(("us-west-1", "us-west-2")): "the Pacific coast",
}


def check(spec: Spec) -> Iterator[Finding]:
    primary, standby = spec.regions.primary.name, spec.regions.standby.name
    if shared := PAIRS.get(frozenset((primary, standby))):
        yield Finding(("regions", "standby", "name"), f"{primary} and {standby} share {shared}")
