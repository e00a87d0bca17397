"""Who takes writes, asked of each region itself. A region that does not answer is unknown, and never a no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from drgen.aws import AwsError
from drgen.failover import steps
from drgen.failover.run import Site
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run

Writes = bool | None  # None: unknown


class Store(Protocol):
    """What the step of a component has that takes writes in one region at a time."""

    def writes(self, part: Part, site: Site) -> Writes:
        """Whether a region's copy takes writes, as that region says."""
        ...


@dataclass(frozen=True)
class Writer:
    """One store, and which sides take its writes."""

    instance: str
    sides: Mapping[Side, Writes]

    @property
    def leads(self) -> Side | None:
        """The side that takes writes, where it is one that can be named."""
        yes = [side for side, writes in self.sides.items() if writes]
        return yes[0] if len(yes) == 1 else None

    @property
    def is_split(self) -> bool:
        """Whether both sides take writes."""
        return all(self.sides.get(side) for side in SIDES)


def writers(run: Run, asked: Iterable[Side] = SIDES) -> list[Writer]:
    """Every store of a run's environment, by instance. Changes nothing; what is not asked is unknown."""
    sites = {side: Site(run, side, getattr(run.spec.regions, side).name) for side in asked}
    return [
        Writer(part.instance, {side: writes(part, sites.get(side)) for side in SIDES if part.at(side)})
        for part in run.parts
        if has_writer(part)
    ]


def has_writer(part: Part) -> bool:
    """Whether one of its sides takes the writes of both."""
    return hasattr(steps.of(part.module), "writes") and is_store(part)


def is_store(part: Part) -> bool:
    """Whether both sides have it, and one follows the other. A cache that replicates nothing has no writer to move."""
    return all(part.at(side) for side in SIDES) and part.at("primary").get("replication", "") in (
        "",
        "global_datastore",
    )


def writes(part: Part, site: Site | None) -> Writes:
    """Whether one region takes a store's writes; unknown where it is not asked, or does not say."""
    if site is None:
        return None
    try:
        return cast("Store", steps.of(part.module)).writes(part, site)
    except AwsError:
        return None
