"""What the user names → two regions: plans, states and folders, each by its reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from drgen.errors import DrgenError
from drgen.inventory import Inventory, Regions, hcl, sources
from drgen.parity import join, kinds, places, split
from drgen.parity.places import Roles

_SIDES = ("primary", "standby")


@dataclass(frozen=True)
class How:
    """How folders are read, by side: with which files of variables, and in which workspace."""

    var_files: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    workspaces: Mapping[str, str] = field(default_factory=dict)


def regions(primary: Path, standby: Path | None, roles: Roles | None, told: How) -> Regions:
    """The two regions of two sources, or of one that holds both. Raises DrgenError for what cannot be read."""
    alike = all(len({one.get(side) for side in _SIDES}) == 1 for one in (told.var_files, told.workspaces))
    if standby is None and alike:
        inventory = _read(primary, told, "primary")
        return _checked(split(inventory, roles or places.found(inventory)), roles)
    found = join(_read(primary, told, "primary"), _read(standby or primary, told, "standby"), roles)
    return _checked(found, roles)


def how(var_files: tuple[str, ...], workspaces: tuple[str, ...]) -> How:
    """What the options say: `primary=x`, `standby=y`, or `z` for both sides."""
    return How(
        {side: tuple(map(Path, files)) for side, files in _by_side(var_files).items()},
        {side: names[-1] for side, names in _by_side(workspaces).items() if names},
    )


def _by_side(said: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = dict.fromkeys(_SIDES, ())
    for one in said:
        side, equals, value = one.partition("=")
        for name in (side,) if equals and side in _SIDES else _SIDES:
            found[name] += (value if equals and side in _SIDES else one,)
    return found


def _read(path: Path, told: How, side: str) -> Inventory:
    if not path.is_dir():
        return sources.read(path)
    return hcl.read(path, var_files=told.var_files.get(side, ()), workspace=told.workspaces.get(side, ""))


def _checked(regions: Regions, roles: Roles | None) -> Regions:
    """Raises DrgenError for a region that was named and that nothing is in, and when there is nothing at all."""
    if not any(kinds.counts(one) for side in (regions.primary, regions.standby) for one in side.resources):
        hint = "name folders of HCL, states, or plans: terraform plan -out p && terraform show -json p > plan.json"
        raise DrgenError(f"{regions.everything.source}: nothing of AWS in it to compare", hint=hint)
    for name, side in ((regions.primary_region, regions.primary), (regions.standby_region, regions.standby)):
        if roles and not side.resources:
            known = sorted({one.region for one in regions.everything.resources if one.region})
            raise DrgenError(
                f"nothing in {regions.everything.source} is in {name}",
                hint=f"regions that are told: {', '.join(known) or 'none'}",
            )
    return regions
