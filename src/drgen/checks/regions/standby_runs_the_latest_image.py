"""A workload of the standby runs the tag `latest`.

Which image that is, is decided when a task starts: on the day of the failover, by whatever was pushed or replicated
last.

Name a version or a digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import about, is_standby
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.MEDIUM


_LATEST = re.compile(r"\"?image\"?\s*[:=]\s*\"?[^\",\s]+:latest\b")


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("aws_ecs_task_definition"):
        if is_standby(regions, one) and _LATEST.search(text(one, "container_definitions")):
            yield about(one, "container_definitions", "names an image with the tag latest")
