"""A table's capacity ends lower in the standby than in the primary.

The table that serves after the failover is throttled at a load that the primary's carries. DynamoDB keeps a global
table's limits of writing equal, as every write is made in each region, and leaves those of reading to whoever sets
them. A fifth more or less is let pass.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-global-table-design.prescriptive-guidance.throughput.html

Give both regions the same limits, or bill the table on demand.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Pair, Regions
from drgen.resources import number, text

severity = Severity.MEDIUM

_LESS = 0.8  # of the primary's
_LIMITS = {
    "aws_appautoscaling_target": ("max_capacity",),
    "aws_dynamodb_table": ("read_capacity", "write_capacity"),
}


def check(regions: Regions) -> Iterator[Finding]:
    for kind, limits in _LIMITS.items():
        for pair in regions.paired(kind):
            for limit in limits if _is_of_a_table(pair) else ():
                here, there = number(pair.primary, limit), number(pair.standby, limit)
                if here is not None and there is not None and there < here * _LESS:
                    message = f"is {there:g}; {pair.primary.address} has {here:g}"
                    yield about(pair.standby, limit, message)


def _is_of_a_table(pair: Pair) -> bool:
    if pair.standby.type == "aws_dynamodb_table":
        return all(text(one, "billing_mode") != "PAY_PER_REQUEST" for one in (pair.primary, pair.standby))
    spaces = {text(one, "service_namespace") for one in (pair.primary, pair.standby)}
    dimensions = {text(one, "scalable_dimension") for one in (pair.primary, pair.standby)}
    return spaces == {"dynamodb"} and len(dimensions) == 1
