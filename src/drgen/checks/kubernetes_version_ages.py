"""A cluster's Kubernetes version is at the end of its support.

When support ends, AWS upgrades the cluster by itself: each region at a time of its own, so that the two differ,
perhaps on the day of the failover. With `support: EXTENDED` that is the end of extended support, with
`STANDARD` the end of standard support. The dates are those of the calendar in the EKS user guide, as of
2026-07; a version that came later is not judged:
https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html

Upgrade both regions, the standby first; leave two months for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


NOTICE = timedelta(days=60)
_STANDARD_UNTIL = {
    "1.29": date(2025, 3, 23),
    "1.30": date(2025, 7, 23),
    "1.31": date(2025, 11, 26),
    "1.32": date(2026, 3, 23),
    "1.33": date(2026, 7, 29),
    "1.34": date(2026, 12, 2),
    "1.35": date(2027, 3, 27),
    "1.36": date(2027, 8, 2),
}
_EXTENDED_UNTIL = {version: day.replace(year=day.year + 1) for version, day in _STANDARD_UNTIL.items()}


def check(spec: Spec, stacks: list[Stack], today: date) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "eks"):
        version, support = pair.primary["kubernetes"]["version"], pair.primary["kubernetes"]["support"]
        standard, extended = _STANDARD_UNTIL.get(version), _EXTENDED_UNTIL.get(version)
        end = extended if support == "EXTENDED" else standard
        path = ("components", pair.name, "kubernetes", "version")
        if end and today > end - NOTICE:
            yield Finding(path, f"{pair.name}: AWS upgrades {version} by itself after {end}; today is {today}")
        elif standard and today > standard - NOTICE:
            ends = "ended" if today > standard else "ends"
            message = f"{pair.name}: standard support of {version} {ends} on {standard}, extended support costs more"
            yield Finding(path, message, instead=Severity.NOTE)
