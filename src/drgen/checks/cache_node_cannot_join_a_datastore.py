"""The node type of a cache cannot be part of a global datastore.

ElastiCache takes large nodes and more, of the families M5, M6g, M7g, M8g, R5, R6g, R6gd, R7g, R8g, C7gn and C8gn
(as of 2026); none of the burstable t family.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html

Take a node such as cache.m7g.large, or `replication: warm` when the data can be made again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


_FIT = re.compile(r"cache\.(m5|m6g|m7g|m8g|r5|r6g|r6gd|r7g|r8g|c7gn|c8gn)\.([0-9]*x)?large")


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "elasticache"):
        node = pair.primary["node"]["type"]
        if pair.primary["replication"] == "global_datastore" and not _FIT.fullmatch(node):
            message = (
                f"{pair.name}: {node} is no node for a global datastore: it wants large or more, of m5 … r8g or c7gn"
            )
            yield Finding(("components", pair.name, "node", "type"), message)
