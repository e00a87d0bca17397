"""A workload of the standby reads a secret or a parameter that is in the primary's region only.

While the primary is dark it cannot be read: what starts in the standby has no password.
https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html

Replicate the secret (`replica { region = … }`) and name the replica of the standby's region; write a parameter in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, are_told, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent

severity = Severity.BLOCKER


_KEPT = ("aws_secretsmanager_secret", "aws_secretsmanager_secret_version", "aws_ssm_parameter")
_COPIES = ("aws_secretsmanager_", "aws_ssm_parameter", "aws_kms_")


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in regions.standby.resources if are_told(regions) else ():
        if not is_standby(regions, one) or one.type.startswith(_COPIES) or one.mode != "managed":
            continue
        for argument in one.references:
            for kept in links.of(one, argument, *_KEPT):
                if is_primary(regions, kept) and one.type.startswith(_RUNS):
                    yield about(one, argument, f"reads {kept.address} of {kept.region}{_replica(links, kept)}")


_RUNS = ("aws_ecs_", "aws_lambda_", "aws_instance", "aws_launch_", "aws_apprunner_", "helm_", "kubernetes_")


def _replica(links: Links, kept: Resource) -> str:
    secrets = (
        [kept] if kept.type == "aws_secretsmanager_secret" else links.of(kept, "secret_id", "aws_secretsmanager_secret")
    )
    return "" if all(is_absent(one, "replica") for one in secrets) else ", though it has a replica"
