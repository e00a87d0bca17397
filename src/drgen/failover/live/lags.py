"""How far the copies in a region are behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drgen.failover import lag, steps, writers

if TYPE_CHECKING:
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Behind:
    """One copy: what a failover now could lose, and what was promised."""

    lag: lag.Lag
    objective: float  # seconds


def look(site: Site) -> dict[str, Behind]:
    """Every store that follows in this region, by instance; one that leads here is not behind."""
    found = {}
    for part in site.run.parts:
        metric = getattr(steps.of(part.module), "metric", None)
        if metric and writers.is_store(part) and _follows(site, part):
            promised = float(part.at(site.side)["objectives"]["rpo_seconds"])
            found[part.instance] = Behind(lag.read(site, metric(part, site)), promised)
    return found


def _follows(site: Site, part: object) -> bool:
    return writers.writes(part, site) is False  # type: ignore[arg-type]
