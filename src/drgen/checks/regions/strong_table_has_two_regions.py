"""A table of strong consistency between regions has two of them and no witness.

Multi-Region strong consistency needs exactly three regions, all within AWS's US, EU or AP set: three replicas, or two
and a witness. AWS refuses anything else.
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-global-table-design.html

Add a third replica or a `global_table_witness`, or leave `consistency_mode` out.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import blocks, is_absent, text

severity = Severity.BLOCKER


_ALL = 3  # regions, the table's own among them


def check(regions: Regions) -> Iterator[Finding]:
    for table in regions.everything.of("aws_dynamodb_table"):
        found = [path for path, _ in blocks(table, "replica")]
        is_strong = any(text(table, f"{path}.consistency_mode") == "STRONG" for path in found)
        if is_strong and len(found) + 1 < _ALL and is_absent(table, "global_table_witness"):
            yield about(table, "replica", f"{len(found)} with consistency_mode STRONG, and no witness")
