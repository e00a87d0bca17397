"""The sessions table: both copies take writes, so nothing moves. The copy here must be there, and answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run

PHASE = "verify"


def says(part: Part, run: Run) -> str:  # noqa: ARG001  every step's signature
    return f"look whether {run.spec.name}-sessions takes writes in {run.here.region}"


def ready(part: Part, run: Run) -> Iterator[str]:
    if waits := settled(part, run):
        yield waits


def move(part: Part, run: Run) -> None:
    """Nothing moves."""


def settled(part: Part, run: Run) -> str | None:  # noqa: ARG001
    try:
        table = run.here.look("dynamodb", "describe_table", TableName=f"{run.spec.name}-sessions")["Table"]
    except AwsError as error:
        if error.code != "ResourceNotFoundException":
            raise
        return f"there is no table {run.spec.name}-sessions in {run.here.region}"
    status = table.get("TableStatus", "unknown")
    return None if status in ("ACTIVE", "UPDATING") else f"the table is {status}, which is not ACTIVE"
