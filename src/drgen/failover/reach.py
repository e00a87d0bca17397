"""Where a run may call: the regions that it may talk to, and no other.

In an unplanned failover that is the region that is rescued into. What must be asked elsewhere all the same stands in
`ELSEWHERE`, and every such call is counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from drgen.errors import DrgenError

# Region, service, operation, parameters → answer. `service@URL` asks that endpoint instead of the region's.
Aws = Callable[[str, str, str, Mapping[str, Any]], dict[str, Any]]

# Data planes that live outside the two regions: the five endpoints of an ARC cluster.
ELSEWHERE = frozenset({"route53-recovery-cluster"})
_READS = ("describe_", "get_", "head_", "list_", "batch_get_")


@dataclass
class Reach:
    """AWS, as far as a run may reach."""

    aws: Aws
    regions: frozenset[str]
    calls: Counter[tuple[str, str]] = field(default_factory=Counter)  # by region and `service:operation`

    def __call__(self, region: str, service: str, operation: str, params: Mapping[str, Any]) -> dict[str, Any]:
        """Call AWS. Raises DrgenError, and makes no client, for a region that the run does not talk to."""
        if region not in self.regions and service.partition("@")[0] not in ELSEWHERE:
            raise DrgenError(f"{service}:{operation} wants {region}, which this run does not talk to")
        self.calls[region, f"{service}:{operation}"] += 1
        return self.aws(region, service, operation, params)

    def elsewhere(self) -> int:
        """How many calls left the regions of the run."""
        return sum(count for (region, _), count in self.calls.items() if region not in self.regions)


def is_read(operation: str) -> bool:
    """Whether an operation changes nothing."""
    return operation.startswith(_READS)
