"""The primary's database has parameters of its own, its replica in the standby the defaults.

A parameter group is of one region and is not inherited: the promoted database runs with other limits, extensions and
timeouts than the one that was tested.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.XRgn.html

Make an equal parameter group in the standby's region, and name it here.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import cluster_replicas, couples, replicas
from drgen.checks.regions._links import Links, about, given
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent, references, text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in replicas(links):
        yield from _default(one.source, one.replica, "parameter_group_name")
    clusters = [(one.source, one.replica) for one in cluster_replicas(links)]
    for primary, standby in [*couples(links), *clusters]:
        yield from _default(primary, standby, "db_cluster_parameter_group_name")


def _default(source: Resource, replica: Resource, argument: str) -> Iterator[Finding]:
    is_own = bool(references(source, argument)) or text(source, argument).removeprefix("default.") != ""
    is_own = is_own and not text(source, argument).startswith("default.")
    if is_own and (is_absent(replica, argument) or text(replica, argument).startswith("default.")):
        said = ", ".join(references(source, argument)) or text(source, argument)
        yield about(replica, argument, f"is {given(replica, argument)}, and {said} in {source.address}")
