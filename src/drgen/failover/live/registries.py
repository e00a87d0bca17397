"""The image registry of each region: to which regions it replicates what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drgen.failover.run import Site


@dataclass(frozen=True)
class Rule:
    """Where to, and repositories that begin how; no prefix: all of them."""

    regions: frozenset[str]
    prefixes: tuple[str, ...]


def look(site: Site) -> dict[str, tuple[Rule, ...]]:
    """The rules of a region's registry, under `rules`; none where the platform has no images."""
    if not any(part.module == "ecr" for part in site.run.parts):
        return {}
    said = site.look("ecr", "describe_registry").get("replicationConfiguration") or {}
    return {
        "rules": tuple(
            Rule(
                frozenset(one["region"] for one in rule.get("destinations", [])),
                tuple(one["filter"] for one in rule.get("repositoryFilters") or []),
            )
            for rule in said.get("rules", [])
        )
    }
