"""A database stops taking writes when its standby is dark.

`rds.global_db_rpo` makes Aurora's primary hold back commits while no standby is nearer than so many seconds. With one
standby that turns the loss of the spare region into the loss of both; AWS takes no less than 20 seconds, so that a
smaller RPO is not even kept by it. modules/regional/aurora refuses the parameter when Terraform validates.
https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html

Leave it out: the component `alarms` watches the lag against the RPO, and nothing stops.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH

_PARAMETER = "rds.global_db_rpo"


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, "aurora"):
        for side in filter(None, (pair.primary, pair.standby)):
            if _PARAMETER in side["parameters"]:
                message = f"{pair.name}: {_PARAMETER} is {side['parameters'][_PARAMETER]}"
                yield Finding(("components", pair.name, "parameters"), message)
                break
