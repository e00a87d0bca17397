"""A part of the foundation is made in one region only.

Certificates, keys' aliases, vaults, plans, buckets and registries exist once in each region: a listener in the standby
cannot take the primary's certificate, nor a vault its key. Whatever is missing there is found by the failover.

Make the same with `provider = aws.standby`; what AWS replicates by itself (`replica`) needs no twin.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.BLOCKER


_EVERYWHERE = (
    "aws_iam_",
    "aws_route53",
    "aws_kms_replica_key",
    "aws_dynamodb_",
    "aws_secretsmanager_",
    "aws_s3_object",
)


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        if module.scope not in ("foundation", "bootstrap"):
            continue
        for kind in sorted({block.labels[0] for block in module.resources()}):
            if kind.startswith(_EVERYWHERE):
                continue
            blocks = [block for block in module.resources(kind) if "multi_region" not in block.arguments]
            for here, there in (("primary", "standby"), ("standby", "primary")):
                mine = [block for block in blocks if block.arguments.get("provider") == f"aws.{here}"]
                theirs = [block for block in blocks if block.arguments.get("provider") == f"aws.{there}"]
                if len(mine) > len(theirs):
                    message = (
                        f"{module.name}: {kind} is made {len(mine)} times in the {here}, {len(theirs)} in the {there}"
                    )
                    yield Finding((), message, mark=mine[-1].mark)
