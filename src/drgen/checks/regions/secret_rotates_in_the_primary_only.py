"""A replicated secret is rotated from the primary's region only.

A replica takes its value from the primary and cannot be rotated: after a failover the password stays as it is, until
the replica is promoted and given a rotation of its own.
https://docs.aws.amazon.com/secretsmanager/latest/userguide/standalone-secret.html

Deploy the rotation function to both regions, and make its attachment a step of the failover.
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
    rotations = list(regions.everything.of("aws_secretsmanager_secret_rotation"))
    functions = [one for one in regions.everything.of("aws_lambda_function") if is_standby(regions, one)]
    if any("rotat" in one.address for one in functions):
        return
    for one in rotations:
        for secret in links.of(one, "secret_id", "aws_secretsmanager_secret"):
            if not is_absent(secret, "replica") and is_primary(regions, secret):
                yield about(one, "rotation_lambda_arn", f"rotates {secret.address}, whose replica nothing rotates")
