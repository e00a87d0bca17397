"""A replica in another region names its source by an identifier instead of an ARN.

RDS looks for a bare identifier in the replica's own region: `DBInstanceNotFound`. Only an ARN says which region the
source is in.
https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#replicate_source_db-1

Set `replicate_source_db` to the `arn` of the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import replicas
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import references

severity = Severity.BLOCKER


_NAMES = (".identifier", ".id", ".resource_id")


def check(regions: Regions) -> Iterator[Finding]:
    for one in replicas(Links(regions)):
        for reference in references(one.replica, "replicate_source_db"):
            if reference.endswith(_NAMES):
                message = f"is {reference}, which lies in {one.source.region}; the replica in {one.replica.region}"
                yield about(one.replica, "replicate_source_db", message)
