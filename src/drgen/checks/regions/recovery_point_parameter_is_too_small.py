"""A global database is told to hold back commits at a lag that it reaches on an ordinary day.

`rds.global_db_rpo` stops commits in the primary while every secondary is further behind; AWS takes 20 s and more. Set
low it turns a slow minute of the network between the regions into an outage.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html

Leave it out, or set it to at least twice the largest lag of a normal month.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import blocks, number

severity = Severity.MEDIUM


_LEAST = 20  # seconds


def check(regions: Regions) -> Iterator[Finding]:
    for group in regions.everything.of("aws_rds_cluster_parameter_group"):
        for path, parameter in blocks(group, "parameter"):
            value = number(group, f"{path}.value")
            if parameter.get("name") == "rds.global_db_rpo" and value is not None and 0 <= value <= _LEAST:
                yield about(group, f"{path}.value", f"rds.global_db_rpo is {value:g} s")
