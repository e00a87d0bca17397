"""What a check, a policy or a validator has to say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drgen.problems import Mark


class Severity(IntEnum):
    """How bad it is; the larger, the worse. Written as its name in lower case."""

    NOTE = 0  # worth knowing
    MEDIUM = 1
    HIGH = 2
    BLOCKER = 3  # a failover would fail, or lose what is promised

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where, what with the values on both sides, and how to mend it.

    A check yields it with `path` and `message` (and `fix`, when the docstring's is not specific enough);
    the runner fills in the rest.
    """

    path: tuple[str | int, ...]  # in the spec: ("components", "orders", "class"); () is the whole spec
    message: str
    fix: str = ""
    severity: Severity = Severity.HIGH
    check: str = ""  # the check's or policy's id, which is its file's name
    environment: str = ""
    mark: Mark | None = None  # where it stands: in the spec, or in a root's file
    line: str = ""  # the source line, secrets masked
    engine: str = "drgen"  # drgen, checkov or terraform
    instead: Severity | None = None  # of the check's own severity, for this one finding
    address: str = ""  # of the resource in somebody's Terraform: module.orders.aws_rds_cluster.this
    attribute: str = ""  # of that resource: the dotted path that decides

    def placed(self, **known: object) -> Finding:
        """The same finding with what the runner knows."""
        return replace(self, **known)  # type: ignore[arg-type]
