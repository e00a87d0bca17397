"""Secrets: the replicas here must be there, with a value. Nothing moves: a replica is read, and never promoted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run

PHASE = "verify"


def says(part: Part, run: Run) -> str:
    return f"look whether {len(part.at(run.target)['names'])} secrets have a value in {run.here.region}"


def ready(part: Part, run: Run) -> Iterator[str]:
    for name in sorted(part.at(run.target)["names"]):
        if why := _lacks(run, f"{run.spec.name}-{name}"):
            yield why


def move(part: Part, run: Run) -> None:
    """Nothing moves."""


def settled(part: Part, run: Run) -> str | None:
    return next(ready(part, run), None)


def _lacks(run: Run, name: str) -> str:
    try:
        found = run.here.look("secretsmanager", "describe_secret", SecretId=name)
    except AwsError as error:
        if error.code != "ResourceNotFoundException":
            raise
        return f"there is no secret {name} in {run.here.region}"
    current = any("AWSCURRENT" in stages for stages in found.get("VersionIdsToStages", {}).values())
    return "" if current else f"the secret {name} has no value in {run.here.region}"
