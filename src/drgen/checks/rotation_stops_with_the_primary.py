"""A secret is rotated by a function in the primary region only.

Replicas are read-only: while the primary is dark the secret is not rotated, and what expires, expires. In an
outage of hours that is right; for a longer one `drgen secrets adopt` promotes the replica.

Have the function ready in the standby, too, and accept this under `suppress:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    secrets = sides.only(stacks, "secrets")
    for name, secret in (secrets[1]["names"] if secrets else {}).items():
        arn = secret["rotation_lambda_arn"]
        if secrets and arn:
            region, primary = arn.split(":")[3], spec.regions.primary.name
            hard = None if region == primary else Severity.HIGH
            message = f"{name} is rotated in {region}; the secret is in {primary}, its replica cannot be rotated"
            yield Finding(("components", secrets[0], "names", name, "rotation_lambda_arn"), message, instead=hard)
