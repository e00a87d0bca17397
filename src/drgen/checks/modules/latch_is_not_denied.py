"""Roles of the platform are not denied the metric that moves traffic.

`cloudwatch:PutMetricData` has no resource, so whoever may write any metric may write the latch's. Every role
but the failover's needs an explicit denial for the namespace drgen/latch.

Keep the statement that denies it in modules/foundation/iam, and its attachment to every role.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.HIGH


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    iam = modules.get("iam")
    if iam is None:
        return
    documents = [block for block in iam.blocks if block.kind == "data"]
    denied = [block.labels[1] for block in documents for one in block.blocks("statement") if _denies(one.arguments)]
    policies = [b.labels[1] for b in iam.resources("aws_iam_policy") if any(f".{one}." in b.body for one in denied)]
    attached = " ".join(b.body for b in iam.resources("aws_iam_role_policy_attachment"))
    if not any(f"aws_iam_policy.{one}." in attached for one in policies):
        message = "iam: no aws_iam_role_policy_attachment denies cloudwatch:PutMetricData"
        yield Finding((), message, mark=iam.blocks[0].mark)


def _denies(arguments: dict[str, str]) -> bool:
    return arguments.get("effect") == '"Deny"' and "cloudwatch:PutMetricData" in arguments.get("actions", "")
