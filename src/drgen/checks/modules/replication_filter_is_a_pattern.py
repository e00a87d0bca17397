"""A filter of image replication is written as a pattern.

ECR compares the beginning of a repository's name with the filter, letter by letter, and its API takes only
what a name may have: `shop/*` is refused at apply, and nothing is replicated.
https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RepositoryFilter.html

Write the beginning alone: `shop/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_ecr_replication_configuration"):
        found = re.findall(r'^\s+filter += (".*[*?].*")', block.body, re.MULTILINE)
        for value in found:
            yield Finding((), f"{module.name}: filter of {block} is {value}", mark=block.mark)
