"""A repository keeps so few images that the standby's may be gone.

A lifecycle rule counts every image that was pushed: after some builds the tag that the standby last ran is deleted,
there or in the primary before it was replicated, and nothing that restarts can pull it.
https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html

Expire untagged images only, or keep at least 30.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.MEDIUM

_FEW = 10


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("aws_ecr_lifecycle_policy"):
        for rule in _rules(text(one, "policy")):
            count, said = rule.get("countNumber"), rule.get("tagStatus")
            if rule.get("countType") != "imageCountMoreThan" or said == "untagged":
                continue
            if isinstance(count, int) and count < _FEW:
                yield about(one, "policy", f"keeps {count} images, tagged ones among them")


def _rules(written: str) -> Iterator[dict[str, Any]]:
    try:
        said = json.loads(written or "{}")
    except ValueError:
        return
    for rule in said.get("rules", []) if isinstance(said, dict) else []:
        yield rule.get("selection", {})
