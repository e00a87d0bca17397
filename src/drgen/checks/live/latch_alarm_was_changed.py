"""A latch's alarm is not as drgen made it.

Route 53 reads the alarm's metric, statistic, period and threshold when the health check is made, and never again.
Another statistic, or missing data that counts as breaching, moves traffic on its own.
https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html

Apply the root that holds `alarms`, and raise `latch_revision` in modules/global/dns if the module itself changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.latches import Latch

severity = Severity.BLOCKER

# modules/regional/alarms
_WANTED = {
    "Namespace": "drgen/latch",
    "Statistic": "Maximum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 1.0,
    "ComparisonOperator": "GreaterThanOrEqualToThreshold",
    "TreatMissingData": "ignore",
}


def check(latches: BySide[Latch]) -> Iterator[Finding]:
    for said in latches.values():
        for name, latch in sorted(said.items()):
            wanted = _WANTED | {"MetricName": name}
            for key, value in wanted.items() if latch.state else ():
                if latch.settings.get(key) != value:
                    message = f"latch {name}: {key} is {latch.settings.get(key, 'not said')}, and should be {value}"
                    yield Finding(("traffic",), message)
