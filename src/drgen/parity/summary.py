"""What was compared, in words: how much of either side, and how much could not be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen.inventory import Inventory, Regions, Unknown
from drgen.parity import kinds, words

_FEW = 3


def lines(regions: Regions) -> Iterator[str]:
    """One line a side, then what was matched and what was not seen."""
    for name, region, side in (
        ("primary", regions.primary_region, regions.primary),
        ("standby", regions.standby_region, regions.standby),
    ):
        told = region if words.REGION.fullmatch(region) else "region unknown"
        yield f"{name}: {told}, {_count(side)} resources of {side.source}{_unknown(side)}"
    apart = len({id(one) for one in regions.everything.resources}) - len(
        {id(one) for one in (*regions.primary.resources, *regions.standby.resources)}
    )
    yield (
        f"matched: {len(regions.pairs)} pairs; only in the primary {len(regions.only_primary)}, "
        f"only in the standby {len(regions.only_standby)}; of no region or of others {apart}"
    )
    calls = [one.address for one in regions.everything.resources if one.mode == "module"]
    if calls:
        more = f" and {len(calls) - _FEW} more" if len(calls) > _FEW else ""
        yield f"not seen: what {', '.join(calls[:_FEW])}{more} make{'s' * (len(calls) == 1)}; plans hold it"


def _count(side: Inventory) -> int:
    return sum(kinds.counts(one) for one in side.resources)


def _unknown(side: Inventory) -> str:
    values = [value for one in side.resources for value in one.values.values()]
    unknown = sum(map(_is_unknown, values))
    return f" ({unknown} of {len(values)} values unknown)" if unknown else ""


def _is_unknown(value: Any) -> bool:
    return isinstance(value, Unknown)
