"""Whoever may fail over can sign in by one way only: IAM Identity Center.

Identity Center stands in one region unless it is replicated to others, and has a sign-in provider behind it; when
either is dark nobody gets the session that assumes the failover role, however good the rest is. A replica helps
against the loss of the region, not of the provider. Roles that Identity Center makes are named AWSReservedSSO_….
AWS advises to set up another way in beforehand:
https://docs.aws.amazon.com/singlesignon/latest/userguide/emergency-access.html

Name a second way under `iam: {operators: […]}`: a role that another provider assumes, or a break-glass user, kept
under seal and tried in every drill.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.stacks import Stack

severity = Severity.MEDIUM


def check(stacks: list[Stack]) -> Iterator[Finding]:
    iam = sides.only(stacks, "iam")
    operators = [str(arn) for arn in iam[1]["operators"]] if iam else []
    if iam and operators and all("AWSReservedSSO_" in arn for arn in operators):
        message = f"operators: {', '.join(operators)}: each is a role of IAM Identity Center"
        yield Finding(("components", iam[0], "operators"), message)
