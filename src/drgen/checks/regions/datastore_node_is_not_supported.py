"""A member of a global datastore runs on nodes that a global datastore does not support.

Global datastores need M5, R5 or newer nodes of size large or above: AWS refuses smaller and burstable ones, and the
cache of the standby is never created.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html

Use cache.m7g.large or cache.r7g.large, or larger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._caches import datastores
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import text

severity = Severity.BLOCKER


_REFUSED = re.compile(r"cache\.(t\d\w*|m[1-4]|r[1-4]|c1)\.|cache\.\w+\.(micro|small|medium)$")


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for this, primary in datastores(links):
        for argument, one in (("node_type", primary), ("cache_node_type", this)):
            if _REFUSED.match(text(one, argument)):
                yield about(one, argument, f"is {text(one, argument)}, which no global datastore supports")
