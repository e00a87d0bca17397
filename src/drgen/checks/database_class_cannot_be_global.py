"""The class of an Aurora instance cannot be part of a global database.

A global database requires classes optimised for memory, and AWS recommends db.r5 or later. An instance of another
one, such as db.t4g, is refused after the cluster was made (`The requested instance class is not supported by global
databases`). AWS also takes db.serverless; the module aurora makes no such instances.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
https://github.com/hashicorp/terraform-provider-aws/issues/27736

Take a class such as db.r7g.large, in the standby block as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.BLOCKER


_FIT = re.compile(r"db\.(r[5-9]|x[2-9])")


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "aurora"):
        over = (pair.standby or {}).get("standby_instances") or {}
        for block, instances in (((), pair.primary["instances"]), (("standby",), over)):
            for name, instance in instances.items():
                if not _FIT.match(instance["class"]):
                    path = ("components", pair.name, *block, "instances", name, "class")
                    yield Finding(path, f"{pair.name}.{name}: {instance['class']} is none of db.r5 and later")
