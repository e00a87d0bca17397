"""Who takes the writes of each store, as each region says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgen.failover import writers

if TYPE_CHECKING:
    from drgen.failover.run import Site


def look(site: Site) -> dict[str, bool]:
    """Whether a region takes a store's writes; one that cannot say has no entry."""
    said = {one.instance: one.sides.get(site.side) for one in writers.writers(site.run, [site.side])}
    return {name: writes for name, writes in said.items() if writes is not None}
