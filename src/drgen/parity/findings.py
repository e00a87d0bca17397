"""What the checks of two regions say, without what somebody accepted."""

from __future__ import annotations

from datetime import date

from drgen import checks
from drgen.findings import Finding
from drgen.inventory import Regions
from drgen.parity import accepted, intent
from drgen.parity.accepted import Accepted


def of(regions: Regions, allowed: tuple[Accepted, ...], today: date) -> list[Finding]:
    """The findings, each with its place where the source gives one."""
    facts = {"regions": regions, "accepted": allowed, "today": today}
    return accepted.kept(intent.weighed(checks.run(facts, "regions"), regions), allowed, today)
