"""What the background workers of each region are told: which side is active."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgen.failover.steps import activity

if TYPE_CHECKING:
    from drgen.failover.run import Site


def look(site: Site) -> dict[str, str]:
    """The side that this region's workers take for active, under `active`; "" where nobody tells them."""
    if not any(part.module == "activity" for part in site.run.parts):
        return {}
    return {"active": activity.told(site)}
