"""No alarm watches how far the standby's database is behind.

A replication that stopped weeks ago is found on the day of the failover, with weeks of data lost.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html

Alarm on AuroraGlobalDBReplicationLag or AuroraGlobalDBRPOLag for Aurora, on ReplicaLag for RDS, below the objective.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._databases import couples, replicas
from drgen.checks.regions._links import Links, about, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.MEDIUM


_LAG = re.compile(r"lag", re.IGNORECASE)


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "alarm|cloudwatch|monitor"):
        return
    links = Links(regions)
    alarms = list(regions.everything.of("aws_cloudwatch_metric_alarm"))
    metrics = [text(one, "metric_name") or str(one.get("metric_query", "?")) for one in alarms]
    if any(_LAG.search(metric) or metric in ("", "?") for metric in metrics):
        return
    standbys = [one.replica for one in replicas(links)] + [standby for _, standby in couples(links)]
    for one in standbys[:1]:
        said = "1 database replicates" if len(standbys) == 1 else f"{len(standbys)} databases replicate"
        yield about(one, "replication", f"{said}, and no alarm is on the lag")
