"""The members of a global datastore do not have the same node type, engine or parameters.

A global datastore has one node type, one engine version and one parameter group for all its members; only the
number of replicas may differ. ElastiCache refuses to let the standby join, after the primary was built.
https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html

Remove the difference from the standby block; lower `standby.node.replicas` to save money there.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair, standby in sides.both(spec, stacks, "elasticache"):
        if pair.primary["replication"] != "global_datastore" and standby["replication"] != "global_datastore":
            continue
        node = (standby["standby_node"] or {}).get("type") or standby["node"]["type"]
        if node != pair.primary["node"]["type"]:
            yield _finding(pair, ("node", "type"), node, pair.primary["node"]["type"])
        for key in ("engine", "parameters", "replication"):
            if standby[key] != pair.primary[key]:
                yield _finding(pair, (key,), standby[key], pair.primary[key])


def _finding(pair: sides.Pair, keys: tuple[str, ...], there: object, here: object) -> Finding:
    message = f"{pair.name}: {'.'.join(keys)} is {there} in the standby, {here} in the primary"
    return Finding(pair.path(*keys), message)
