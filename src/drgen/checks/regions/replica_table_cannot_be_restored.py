"""A table can be restored to a point in time, its replica cannot.

Point-in-time recovery is set for each replica. AWS calls one region's enough to take a deletion back, but while
that region is dark it is out of reach.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_reqs_bestpractices.html

Set `point_in_time_recovery = true` in the `replica` block.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import blocks, is_on

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    for table in regions.everything.of("aws_dynamodb_table"):
        if not is_on(table, "point_in_time_recovery.0.enabled"):
            continue
        for path, replica in blocks(table, "replica"):
            if replica.get("point_in_time_recovery") in (None, False):
                message = f"is {given(table, f'{path}.point_in_time_recovery')} in {replica.get('region_name')}"
                yield about(table, f"{path}.point_in_time_recovery", message)
