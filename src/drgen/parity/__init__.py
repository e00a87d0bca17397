"""Anybody's Terraform as a primary and a standby.

Two sources, or one that holds both regions → `inventory.Regions`, which the checks of two regions read: who is on
which side (`places`), who stands for whom (`counterparts`), and what counts as a difference (`normal`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drgen.inventory import Inventory, Regions, Resource
from drgen.parity import counterparts, kinds, places
from drgen.parity.places import Roles


def split(inventory: Inventory, roles: Roles) -> Regions:
    """One source that holds both regions."""
    source, aliases, named = inventory.source, places.alias_roles(inventory), places.alias_regions(inventory)
    is_apart = places.is_tried_out(inventory)
    told = [
        (one, "" if kinds.is_global(one) else places.side(one, roles, source, aliases, named))
        for one in inventory.resources
    ]
    sided = [_placed(one, side, roles) for one, side in told]
    compared = [(one, "" if is_apart(one) else side) for one, side in sided]
    return _regions(inventory, inventory, replace(inventory, resources=tuple(one for one, _ in sided)), compared, roles)


def join(primary: Inventory, standby: Inventory, roles: Roles | None = None) -> Regions:
    """Two sources, one for each region; what either holds of the other's region goes to the other side."""
    regions = roles or Roles(places.main_region(primary), places.main_region(standby))
    owned = [("primary", one) for one in primary.resources] + [("standby", one) for one in standby.resources]
    sided = [_placed(one, "" if kinds.is_global(one) else _side(one, regions, own), regions) for own, one in owned]
    everything = Inventory(
        source=f"{primary.source} and {standby.source}",
        kind=primary.kind,
        resources=tuple(one for one, _ in sided),
        backends=(*primary.backends, *standby.backends),
        faults=tuple(dict.fromkeys((*primary.faults, *standby.faults))),
    )
    return _regions(primary, standby, everything, sided, regions)


def _side(one: Resource, roles: Roles, own: str) -> str:
    """A source's own side, unless the resource is in the other's region, or in a third."""
    if not one.region:
        return places.alias_role(one) or own
    if not roles.primary or not roles.standby or roles.primary == roles.standby:
        return own
    return {roles.primary: "primary", roles.standby: "standby"}.get(one.region, "third")


def _placed(one: Resource, side: str, roles: Roles) -> tuple[Resource, str]:
    """A resource in its side's region, where only its side is told; in none, where it is of none."""
    region = {"primary": _primary(roles), "standby": _standby(roles)}.get(side, "")
    if kinds.is_global(one):
        region = one.region if one.type == "aws_route53_health_check" else ""
    else:
        region = one.region or region
    return (one if one.region == region else replace(one, region=region)), side


def _primary(roles: Roles) -> str:
    return roles.primary or places.UNTOLD["primary"]


def _standby(roles: Roles) -> str:
    return roles.standby or places.UNTOLD["standby"]


def _regions(
    primary: Inventory,
    standby: Inventory,
    everything: Inventory,
    sided: Iterable[tuple[Resource, str]],
    roles: Roles,
) -> Regions:
    ours, theirs = (tuple(one for one, side in sided if side == name) for name in ("primary", "standby"))
    found = counterparts.matched(_counting(ours), _counting(theirs))
    return Regions(
        primary=replace(primary, resources=ours),
        standby=replace(standby, resources=theirs),
        everything=everything,
        primary_region=_primary(roles),
        standby_region=_standby(roles),
        pairs=found.pairs,
        only_primary=found.only_primary,
        only_standby=found.only_standby,
    )


def _counting(resources: Iterable[Resource]) -> list[Resource]:
    return [one for one in resources if kinds.counts(one)]
