"""Where resources are: the two regions that are compared, and which of them each resource belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from drgen.errors import DrgenError
from drgen.inventory import Inventory, Resource
from drgen.parity import kinds, words

# What is made in us-east-1 for CloudFront, billing or Route 53's metrics makes no region of a platform.
_BY_THE_WAY = (
    *("aws_acm_", "aws_wafv2_", "aws_cloudwatch_", "aws_sns_", "aws_lambda_", "aws_budgets_", "aws_ecrpublic_"),
    "aws_s3_",
)
_HINT = "say which regions are meant: --regions us-east-1,us-west-2 (the primary first), or name two sources"


@dataclass(frozen=True)
class Roles:
    """The two regions; "" where only the words of names tell the sides apart."""

    primary: str
    standby: str


def given(said: str) -> Roles:
    """`--regions a,b`. Raises DrgenError for what is not two regions."""
    named = [one.strip() for one in said.split(",")]
    if len(named) != 2 or len(set(named)) != 2 or not all(words.REGION.fullmatch(one) for one in named):  # noqa: PLR2004
        raise DrgenError(f"--regions {said}: not two regions", hint="write --regions us-east-1,us-west-2")
    return Roles(*named)


def found(inventory: Inventory) -> Roles:
    """The two regions of one source, the primary first. Raises DrgenError where nothing tells them."""
    regional = [one for one in inventory.resources if one.mode != "data" and kinds.is_regional(one)]
    sizes = Counter(one.region for one in regional if one.region and not one.type.startswith(_BY_THE_WAY))
    every = Counter(one.region for one in regional if one.region)
    scores = {region: _score(region, regional, inventory.source) for region in every}
    named = {region for region in every if scores[region] >= 1}
    chosen = [region for region, _ in every.most_common() if sizes[region] or region in named]
    if len(chosen) > 2:  # noqa: PLR2004  third regions: the pair that names its roles, else the two largest
        chosen = _two_of(chosen, scores, sizes)
    if len(chosen) == 2:  # noqa: PLR2004
        first, second = sorted(chosen, key=lambda region: (scores[region], -every[region], region))
        return Roles(first, second)
    roles = {_told(one, inventory.source) for one in regional}
    if len(chosen) < 2 and "standby" in roles and len(roles) > 1:  # noqa: PLR2004
        return Roles("", "")
    told = f"only {chosen[0]}" if chosen else "no region"
    raise DrgenError(f"{inventory.source}: {told} is told, so there is nothing to compare", hint=_HINT)


def main_region(inventory: Inventory) -> str:
    """Where most of a source is; "" where nothing tells."""
    counted = Counter(one.region for one in inventory.resources if one.region and kinds.counts(one))
    return counted.most_common(1)[0][0] if counted else ""


def side(resource: Resource, roles: Roles, source: str) -> str:
    """`primary`, `standby`, `third` for another region, or "" where nothing tells; `source` is what the user named."""
    if resource.region and roles.primary:
        return {roles.primary: "primary", roles.standby: "standby"}.get(resource.region, "third")
    for name in (*_names(resource, source), resource.name):
        primary = words.names_region(name, roles.primary)
        standby = words.names_region(name, roles.standby)
        if primary != standby:
            return "primary" if primary else "standby"
        if role := words.role(name):
            return role
    return "primary" if resource.provider == "aws" else ""


def alias_role(resource: Resource) -> str:
    """The role that the alias of a resource's provider names; "" without one."""
    return words.role(resource.provider.rpartition(".")[2]) if "." in resource.provider else ""


def _names(resource: Resource, source: str) -> tuple[str, ...]:
    """What may tell a resource's place, the most telling first; not what stands above the source that was named."""
    provider = resource.provider.rpartition(".")[2] if "." in resource.provider else ""
    path = Path(resource.source)
    below = path.relative_to(source).parts[::-1] if source and path.is_relative_to(source) else ()
    return tuple(filter(None, (provider, resource.module, *below)))


def _told(resource: Resource, source: str) -> str:
    return next((role for name in _names(resource, source) if (role := words.role(name))), "")


def _score(region: str, resources: Iterable[Resource], source: str) -> float:
    """How much speaks for a region being the standby: above 0 it is, below it is the primary."""
    score = 0.0
    for one in resources:
        if one.region == region:
            score += {"primary": -1.0, "standby": 1.0}.get(_told(one, source), 0.0)
            score += 3.0 if kinds.is_replica(one) else 0.0
            score += -0.1 if one.provider == "aws" else 0.0
    return score


def _two_of(chosen: list[str], scores: dict[str, float], sizes: Counter[str]) -> list[str]:
    """Of several regions those that are called primary and standby, else the two with most in them."""
    least = max(sizes.values(), default=0) / 10
    large = [region for region in chosen if sizes[region] >= least] or chosen
    standby = max(large, key=lambda region: (scores[region], sizes[region]))
    others = [region for region in large if region != standby] or [one for one in chosen if one != standby]
    primary = min(others, key=lambda region: (min(scores[region], 0), -sizes[region]))
    return [primary, standby]
