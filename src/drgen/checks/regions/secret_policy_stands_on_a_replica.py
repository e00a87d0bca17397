"""A policy is put on the replica of a secret.

A replica takes its policy from the primary's secret: AWS refuses one of its own, and the apply of the standby fails.
https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html

Put the policy on the secret in the primary's region only.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import Links, about, is_primary, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.MEDIUM


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for one in regions.everything.of("aws_secretsmanager_secret_policy"):
        for secret in links.of(one, "secret_arn", "aws_secretsmanager_secret"):
            if is_standby(regions, one) and is_primary(regions, secret) and not is_absent(secret, "replica"):
                yield about(one, "secret_arn", f"is {secret.address} of {secret.region}, seen from {one.region}")
