"""What drills measured: JSON files beside the spec, each strictly read, none of them trusted further than it goes.

    {"version": 1, "drill": "failover", "measured_at": "2026-10-02T09:30:00Z", "environment": "shop-prod",
     "where": "aws", "steps": {"orders.promote": 95}, "recovery_points": {"orders": 1.2}}

`steps` and `recovery_points` hold seconds. A drill on an emulator ("where": "emulator") proves the order of things and
no time at all: it replaces no estimate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgen.objectives.figures import Figure
from drgen.problems import SpecError, echo

if TYPE_CHECKING:
    from drgen.spec import Spec

_MAX_BYTES = 2**20
_PLACES = ("aws", "emulator")
_KEYS = ("version", "drill", "measured_at", "environment", "where", "steps", "recovery_points")


@dataclass(frozen=True)
class Evidence:
    """One drill's measurements, in seconds."""

    index: int  # of the file in the spec's list
    drill: str
    measured_at: datetime
    where: str
    steps: Mapping[str, float]
    recovery_points: Mapping[str, float]

    @property
    def counts(self) -> bool:
        """Whether its times say anything about AWS."""
        return self.where == "aws"

    def measured(self) -> dict[str, float]:
        """Everything it measured, by the ids of steps and of recovery points."""
        return dict(self.steps) | {f"{instance}.loss": lost for instance, lost in self.recovery_points.items()}


def read(spec: Spec) -> list[Evidence]:
    """Every file of the spec's `evidence:`. Raises SpecError for those that are no evidence of this environment."""
    found, problems = [], []
    for index, name in enumerate(spec.evidence):
        mark = spec.where("evidence", index)
        folder = Path(mark.file).parent if mark else Path()
        try:
            found.append(_evidence(index, _json(folder / name), spec.name))
        except _UnfitError as error:
            problems.append(spec.problem("evidence", index, message=f"{name}: {error}", hint=error.hint))
    if problems:
        raise SpecError(problems)
    return found


def figures(found: list[Evidence]) -> dict[str, Figure]:
    """What the drills on AWS measured, by id: the median as p50, the worst as p95."""
    drills = [one for one in found if one.counts]
    ids = {id_ for one in drills for id_ in one.measured()}
    return {id_: _figure([one for one in drills if id_ in one.measured()], id_) for id_ in sorted(ids)}


def _figure(drills: list[Evidence], id_: str) -> Figure:
    from statistics import median

    seconds = [drill.measured()[id_] for drill in drills]
    last = max(drill.measured_at for drill in drills)
    source = f"{len(drills)} drill{'s' * (len(drills) > 1)} on AWS, the last on {last:%Y-%m-%d}"
    return Figure(median(seconds), max(seconds), source, "measured")


class _UnfitError(Exception):
    """A file that is no evidence."""

    def __init__(self, message: str, hint: str = "a drill writes it; do not edit it") -> None:
        super().__init__(message)
        self.hint = hint


def _json(path: Path) -> dict[str, Any]:
    import json

    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise _UnfitError(f"cannot be read: {error.strerror}", "the path is relative to the spec") from error
    if len(content) > _MAX_BYTES:
        raise _UnfitError("is larger than 1 MiB")
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _UnfitError("is no JSON") from error
    if not isinstance(said, dict):
        raise _UnfitError("is no JSON object")
    return said


def _evidence(index: int, said: dict[str, Any], environment: str) -> Evidence:
    for message in _faults(said, environment):
        raise _UnfitError(message)
    return Evidence(
        index=index,
        drill=said["drill"],
        measured_at=datetime.fromisoformat(said["measured_at"]),
        where=said["where"],
        steps=said["steps"],
        recovery_points=said["recovery_points"],
    )


def _faults(said: dict[str, Any], environment: str) -> Iterator[str]:
    """What is wrong with it, the first thing first."""
    if missing := [key for key in _KEYS if key not in said]:
        yield f"{missing[0]} is missing"
    if unknown := [key for key in said if key not in _KEYS]:
        yield f"there is no {echo(unknown[0])} in evidence"
    if type(said["version"]) is not int or said["version"] != 1:
        yield f"version: {echo(said['version'])} is not 1"
    if not isinstance(said["drill"], str) or not said["drill"].strip():
        yield "drill: wants a name"
    if said["environment"] != environment:
        yield f"environment: it was measured on {echo(said['environment'])}, this is {environment}"
    if said["where"] not in _PLACES:
        yield f"where: {echo(said['where'])} is none of {', '.join(_PLACES)}"
    yield from _time(said["measured_at"])
    for key in ("steps", "recovery_points"):
        yield from _seconds(key, said[key])


def _time(said: object) -> Iterator[str]:
    try:
        if isinstance(said, str) and datetime.fromisoformat(said).tzinfo:
            return
    except ValueError:
        pass
    yield f"measured_at: {echo(said)} is no time with a zone, like 2026-10-02T09:30:00Z"


def _seconds(key: str, said: object) -> Iterator[str]:
    if not isinstance(said, dict):
        yield f"{key}: wants a map of seconds"
        return
    for name, value in said.items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not 0 <= value < 10**9:
            yield f"{key}.{echo(name)[1:-1]}: {echo(value)} is no number of seconds"
