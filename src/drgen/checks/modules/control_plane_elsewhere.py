"""A regional module holds a resource whose control plane lies in another region.

IAM, Route 53, CloudFront, Global Accelerator and Organizations are administered from one region each, mostly
us-east-1. While that is dark, Terraform cannot even read such a resource, so the whole standby cannot be
planned: `Error: reading IAM Role …`.

Move the resource to a module under modules/foundation or modules/global; regional modules compute its ARN from
names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


_ELSEWHERE = re.compile(r"aws_(iam|route53|cloudfront|globalaccelerator|organizations)")


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules):
        if module.scope == "regional" and _ELSEWHERE.match(block.labels[0]):
            yield Finding((), f"{module.name}: {block} is administered from another region", mark=block.mark)
