"""The replication lag is read from a metric that measures something else.

`AuroraReplicaLag` is that of readers inside one region. How far a region is behind is `AuroraGlobalDBRPOLag` or
`AuroraGlobalDBReplicationLag`, for a global datastore `GlobalDatastoreReplicationLag`, for an RDS replica
`ReplicaLag`.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.AuroraMonitoring.Metrics.html

Name the right metric in the output `replication_lag`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.MEDIUM


METRICS = {
    "aurora": ("AuroraGlobalDBRPOLag", "AuroraGlobalDBReplicationLag"),
    "elasticache": ("GlobalDatastoreReplicationLag",),
    "rds": ("ReplicaLag",),
}


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for name, metrics in METRICS.items():
        for block in modules[name].blocks if name in modules else ():
            if block.kind == "output" and block.labels[0] == "replication_lag" and not _names(block.body, metrics):
                yield Finding(
                    (), f"{name}: metric_name of replication_lag is none of {', '.join(metrics)}", mark=block.mark
                )


def _names(text: str, metrics: tuple[str, ...]) -> bool:
    return any(f'"{metric}"' in text for metric in metrics)
