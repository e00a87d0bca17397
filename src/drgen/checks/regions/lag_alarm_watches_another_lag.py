"""An alarm of a global database watches the lag within a region.

AuroraReplicaLag tells how far readers are behind their own cluster. How far the other region is behind is
AuroraGlobalDBReplicationLag and AuroraGlobalDBRPOLag: nobody sees it grow.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html

Alarm on AuroraGlobalDBRPOLag, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_unseen
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "alarm|cloudwatch|monitor"):
        return
    alarms = list(regions.everything.of("aws_cloudwatch_metric_alarm"))
    metrics = {text(one, "metric_name") for one in alarms}
    if not any(regions.everything.of("aws_rds_global_cluster")) or any("GlobalDB" in name for name in metrics):
        return
    for one in alarms:
        if text(one, "metric_name") in ("AuroraReplicaLag", "AuroraReplicaLagMaximum"):
            yield about(one, "metric_name", f"is {text(one, 'metric_name')}, and none is on AuroraGlobalDBRPOLag")
