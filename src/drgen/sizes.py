"""How large an instance type is, relative to others: enough to say which of two is the smaller."""

from __future__ import annotations

import re
from dataclasses import dataclass

# The factors that AWS uses itself, for reserved instances of one family:
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithReservedDBInstances.html
# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html (the same, and nano)
_UNITS = {"nano": 0.25, "micro": 0.5, "small": 1.0, "medium": 2.0, "large": 4.0, "xlarge": 8.0}
_XLARGE = re.compile(r"(\d+)xlarge")
_TYPE = re.compile(r"(?:(?:db|cache|mq)\.)?([a-z]+)(\d+)([a-z-]*)\.([a-z0-9-]+)")
# GiB of memory for one unit (a large has 4): compute 1, general 2, memory 4, x2g 8, x2i and x1 as x2iedn 16.
_MEMORY = {"c": 1.0, "m": 2.0, "t": 2.0, "r": 4.0, "x": 8.0}

ENOUGH = 0.85  # of the primary's: below that the standby is undersized, as in the readiness rules of AWS ARC


@dataclass(frozen=True)
class Size:
    """An instance type: units (4 for a large) and memory in GiB, both nominal."""

    type: str
    units: float
    memory: float

    @property
    def vcpus(self) -> float:
        """Nominal vCPUs: two for a large, one below it."""
        return max(1.0, self.units / 2)

    def is_enough_for(self, other: Size) -> bool:
        """Whether it can carry what the other carries."""
        return self.units >= ENOUGH * other.units and self.memory >= ENOUGH * other.memory

    def __str__(self) -> str:
        return f"{self.type} ({self.vcpus:g} vCPU, {self.memory:g} GiB)"


def size(name: object) -> Size | None:
    """The size of an instance type, None for one that is unknown here (`db.serverless`, a reference)."""
    match = _TYPE.fullmatch(name) if isinstance(name, str) else None
    if not match:
        return None
    family, _, kind, word = match.groups()
    many = _XLARGE.fullmatch(word)
    units = 8.0 * int(many[1]) if many else _UNITS.get(word)
    memory = 16.0 if family == "x" and "i" in kind else _MEMORY.get(family[0])
    return Size(match[0], units, units * memory) if units and memory else None


def largest(names: list[object]) -> Size | None:
    """The largest of some instance types."""
    known = [found for found in map(size, names) if found]
    return max(known, key=lambda found: (found.units, found.memory), default=None)
