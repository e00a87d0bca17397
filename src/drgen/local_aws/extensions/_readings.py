"""How a reading of a metric is judged."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drgen.local_aws.extensions.cloudwatch import State

_COMPARE = {
    "GreaterThanOrEqualToThreshold": operator.ge,
    "GreaterThanThreshold": operator.gt,
    "LessThanThreshold": operator.lt,
    "LessThanOrEqualToThreshold": operator.le,
}


def rings(alarm: dict[str, Any], value: float) -> bool:
    """Whether a reading makes an alarm ring."""
    return bool(_COMPARE[alarm["ComparisonOperator"]](value, float(alarm["Threshold"])))


def last(state: State, region: str, alarm: dict[str, Any]) -> float | None:
    """The last reading of an alarm's metric; None where nobody ever published."""
    readings = state.readings.get((region, alarm["Namespace"], alarm["MetricName"], dimensions(alarm)))
    return readings[-1][1] if readings else None


def dimensions(said: dict[str, Any]) -> frozenset[tuple[str, str]]:
    """The dimensions of an alarm or a reading, in no order."""
    return frozenset((one["Name"], one["Value"]) for one in said.get("Dimensions", []))
