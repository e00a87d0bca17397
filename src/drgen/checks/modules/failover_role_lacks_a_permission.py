"""The failover roles are not allowed a step that a failover has.

In the night it is found by AccessDenied, and mended at IAM's control plane, which lies in us-east-1. Without the right
to scale, a standby that waits small stays small; without the right to fence, two regions write.

Give the failover roles in modules/foundation/iam every action that a step calls.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.HIGH


# What a step does → the call, as the user guides' pages on each service's failover name it.
_STEPS = {
    "promote an Aurora standby": "rds:FailoverGlobalCluster",
    "switch an Aurora database over": "rds:SwitchoverGlobalCluster",
    "promote an RDS replica": "rds:PromoteReadReplica",
    "fence or grow a cluster": "rds:ModifyDBCluster",
    "fence or grow a database": "rds:ModifyDBInstance",
    "cut off who stays connected through a fence": "rds:RebootDBInstance",
    "start an instance": "rds:CreateDBInstance",
    "promote a cache": "elasticache:FailoverGlobalReplicationGroup",
    "start nodes": "eks:UpdateNodegroupConfig",
    "move traffic": "cloudwatch:PutMetricData",
    "tell workers": "ssm:PutParameter",
    "keep the journal": "s3:PutObject",
}


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    iam = modules.get("iam")
    told = [block for block in iam.blocks if block.kind == "locals" and "failover_acts" in block.body] if iam else []
    for block in told:
        for step, action in _STEPS.items():
            if f'"{action}"' not in block.body:
                yield Finding(
                    (), f"iam: failover_acts lacks {action}: no way to {step}", mark=block.place("failover_acts")
                )
