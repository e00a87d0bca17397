"""The standby's root reads from the primary's region.

A data source is read by every plan. While the primary's region is dark, the read fails and with it every plan of the
standby.

Pass the value as a variable, or compute it from names; keep it in a file or a parameter of the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary, roots
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.BLOCKER


def check(regions: Regions) -> Iterator[Finding]:
    theirs = roots(regions, regions.standby_region) - roots(regions, regions.primary_region)
    for one in (each for each in regions.everything.resources if each.mode == "data" and each.source in theirs):
        place = text(one, "config.region") or text(one, "config.0.region")
        if one.type == "terraform_remote_state" and place == regions.primary_region:
            yield about(one, "config", f"reads a state in {place}")
        elif one.type.startswith("aws_") and is_primary(regions, one) and one.type not in _COMPUTED:
            yield about(one, "provider", f"reads from {one.region}")


_COMPUTED = ("aws_iam_policy_document", "aws_partition", "aws_region", "aws_arn", "aws_service_principal")
