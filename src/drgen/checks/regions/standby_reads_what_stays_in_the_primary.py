"""A workload of the standby reads a secret or a parameter that is in the primary's region only.

While the primary is dark it cannot be read: what starts in the standby has no password.
https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html

Replicate the secret (`replica { region = … }`) and name the replica of the standby's region; write a parameter in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, are_told, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent, references

severity = Severity.BLOCKER


_KEPT = ("aws_secretsmanager_secret", "aws_secretsmanager_secret_version", "aws_ssm_parameter")
_RUNS = ("aws_ecs_", "aws_lambda_", "aws_instance", "aws_launch_", "aws_apprunner_", "helm_", "kubernetes_")
_LATER = re.compile(r"\.(arn|name|id|secret_id)$")  # names that the workload looks up by itself, when it runs


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in regions.standby.resources if are_told(regions) else ():
        if is_standby(regions, one) and one.mode == "managed" and one.type.startswith(_RUNS):
            yield from _read(links, one)


def _read(links: Links, one: Resource) -> Iterator[Finding]:
    for argument in (name for name in one.references if "." not in name and name != "depends_on"):
        looked_up = any(_LATER.search(reference) for reference in references(one, argument))
        for kept in links.of(one, argument, *_KEPT) if looked_up else []:
            if is_primary(links.regions, kept) and kept.mode == "managed":
                yield about(one, argument, f"reads {kept.address} of {kept.region}{_replica(links, kept)}")


def _replica(links: Links, kept: Resource) -> str:
    kind = "aws_secretsmanager_secret"
    secrets = [kept] if kept.type == kind else links.of(kept, "secret_id", kind)
    return "" if all(is_absent(one, "replica") for one in secrets) else ", though it has a replica"
