"""What names give away, where a type does not tell what a resource is for."""

from __future__ import annotations

import re

from drgen.inventory import Resource
from drgen.resources import text

_AUTOMATION = re.compile(
    r"fail-?_?over|switch-?_?over|disaster-?_?recovery|(^|[-_./])dr([-_./]|$)"
    r"|promot\w*[-_](db|rds|aurora|replica|standby|database|region)"
    r"|(db|rds|aurora|replica|standby|database|region)[-_]promot",
    re.IGNORECASE,
)


def is_failover_automation(resource: Resource) -> bool:
    """Whether a function, a state machine or a rule is called as what carries out a failover."""
    said = [text(resource, argument) for argument in ("name", "function_name", "description")]
    return any(_AUTOMATION.search(word) for word in (resource.name, *said[:2]))
