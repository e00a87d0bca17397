"""A dead replica can fill its source's disk, and nobody is told.

PostgreSQL keeps its log until the replica has it. While the standby's region is dark, the primary's disk fills; when
it is full, the database that was healthy stops.
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html

Alarm on FreeStorageSpace or TransactionLogsDiskUsage of the source, or set `max_allocated_storage`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._databases import replicas
from drgen.checks.regions._links import Links, about, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent, text

severity = Severity.MEDIUM

_DISK = {"FreeStorageSpace", "TransactionLogsDiskUsage", "OldestReplicationSlotLag"}


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "alarm|cloudwatch|monitor"):
        return
    alarms = list(regions.everything.of("aws_cloudwatch_metric_alarm"))
    if any(text(one, "metric_name") in {"", *_DISK} for one in alarms):
        return
    for one in replicas(Links(regions)):
        is_postgres = text(one.source, "engine") == "postgres"
        if is_postgres and is_absent(one.source, "max_allocated_storage"):
            yield about(one.source, "allocated_storage", f"has no alarm, and {one.replica.address} replicates it")
