"""Whether a region has the database classes that serve there: by class, the zones that offer it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws

if TYPE_CHECKING:
    from drgen.failover.run import Site

_ENGINES = {"aurora": "aurora-postgresql", "rds": "postgres"}


def look(site: Site) -> dict[str, int]:
    """How many zones offer each `engine version class` that the spec wants here."""
    return {" ".join(wanted): _zones(site, *wanted) for wanted in sorted(set(_wanted(site)))}


def _wanted(site: Site) -> Iterator[tuple[str, str, str]]:
    for part in site.run.parts:
        settings = part.at(site.side)
        if part.module in _ENGINES and settings:
            for one in (settings.get("instances") or {"": settings}).values():
                yield _ENGINES[part.module], settings["engine"]["version"], one["class"]


def _zones(site: Site, engine: str, version: str, klass: str) -> int:
    named: dict[str, Any] = {"Engine": engine, "EngineVersion": version, "DBInstanceClass": klass}
    ask = partial(site.look, "rds", "describe_orderable_db_instance_options", **named)
    options = aws.pages(ask, "OrderableDBInstanceOptions", aws.MARKER)
    return len({zone["Name"] for one in options for zone in one.get("AvailabilityZones", [])})
