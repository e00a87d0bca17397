"""Where resources are: the two regions that are compared, and which of them each resource belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from drgen.errors import DrgenError
from drgen.inventory import Inventory, Resource
from drgen.inventory.places import agreed
from drgen.parity import kinds, words

# What is made in us-east-1 for CloudFront, billing or Route 53's metrics makes no region of a platform.
_BY_THE_WAY = (
    *("aws_acm_", "aws_wafv2_", "aws_cloudwatch_", "aws_sns_", "aws_lambda_", "aws_budgets_", "aws_ecrpublic_"),
    "aws_s3_",
)
# How a region is called that no variable tells, so that what is in it can still be told from the other's.
UNTOLD = {"primary": "the primary's region", "standby": "the standby's region"}
_LIVE = frozenset({"live", "prd", "prod", "production"})
_TRIED = frozenset({"dev", "development", "qa", "sandbox", "stage", "staging", "test", "testing", "uat"})
_OTHER = {"primary": "standby", "standby": "primary"}
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
    regional = [one for one in inventory.resources if _is_regional(one)]
    sizes = Counter(one.region for one in regional if one.region and not one.type.startswith(_BY_THE_WAY))
    every = Counter(one.region for one in regional if one.region)
    told = partial(_told, source=inventory.source, aliases=alias_roles(inventory))
    scores = {region: _score([one for one in regional if one.region == region], told) for region in every}
    named = {region for region in every if scores[region] >= 1}
    chosen = [region for region, _ in every.most_common() if sizes[region] or region in named]
    if len(chosen) > 2:  # noqa: PLR2004  third regions: the pair that names its roles, else the two largest
        chosen = _two_of(chosen, scores, sizes)
    if len(chosen) == 2:  # noqa: PLR2004
        first, second = sorted(chosen, key=lambda region: (scores[region], -every[region], region))
        return Roles(first, second)
    roles = {told(one) for one in regional}
    if len(chosen) < 2 and "standby" in roles and len(roles) > 1:  # noqa: PLR2004
        return Roles("", "")
    unread = next((f"mend {one.mark.file} first: {one.message}" for one in inventory.faults if one.mark), "")
    raise DrgenError(
        f"{inventory.source}: {_only(inventory, chosen)}, so there is nothing to compare", hint=unread or _HINT
    )


def alias_roles(inventory: Inventory) -> dict[str, str]:
    """By root: the role that the aliases of its providers name, when it is one alone."""
    said = defaultdict(set)
    for one in inventory.resources:
        if role := alias_role(one):
            said[one.source].add(role)
    return {root: roles.pop() for root, roles in said.items() if len(roles) == 1}


def is_tried_out(inventory: Inventory) -> Callable[[Resource], bool]:
    """Whether a resource is of a root for development or tests, where others are for production."""
    words_of = {one.source: _below(one.source, inventory.source) for one in inventory.resources}
    tokens = {root: {token for part in parts for token in words.tokens(part)} for root, parts in words_of.items()}
    if not any(found & _LIVE for found in tokens.values()):
        return lambda _: False
    return lambda one: bool(tokens[one.source] & _TRIED) and not tokens[one.source] & _LIVE


def main_region(inventory: Inventory) -> str:
    """Where most of a source is; "" where nothing tells."""
    counted = Counter(one.region for one in inventory.resources if one.region and kinds.counts(one))
    return counted.most_common(1)[0][0] if counted else ""


def alias_regions(inventory: Inventory) -> Mapping[str, str]:
    """By alias of a provider: its region, where all roots that tell it mean one."""
    return agreed((one.provider, one.region) for one in inventory.resources if "." in one.provider)


def side(resource: Resource, roles: Roles, source: str, aliases: Mapping[str, str], named: Mapping[str, str]) -> str:
    """`primary`, `standby`, `third` for another region, or "" where nothing tells; `source` is what the user named."""
    region = resource.region or named.get(resource.provider, "")
    if region and (roles.primary or not words.REGION.fullmatch(region)):
        return {roles.primary: "primary", roles.standby: "standby"}.get(region, "third")
    if resource.provider == "aws" and (other := aliases.get(resource.source)):
        return _OTHER[other]
    own = "" if resource.name == "main" else resource.name  # as people call the only one of its type
    for name in (*_names(resource, source), own):
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


def _is_regional(one: Resource) -> bool:
    """Whether it may tell a region of AWS."""
    is_told = not one.region or bool(words.REGION.fullmatch(one.region))
    return one.mode != "data" and kinds.is_regional(one) and is_told


def _only(inventory: Inventory, chosen: list[str]) -> str:
    told = f"only {chosen[0]} is told" if chosen else "no region is told"
    others = sorted({one.region for one in inventory.resources if one.region} - set(chosen))
    foreign = [one for one in others if not words.REGION.fullmatch(one)]
    return f"{told} ({', '.join(foreign)} is no region of AWS)" if foreign else told


def _names(resource: Resource, source: str) -> tuple[str, ...]:
    """What may tell a resource's place, the most telling first; not what stands above the source that was named."""
    provider = resource.provider.rpartition(".")[2] if "." in resource.provider else ""
    return tuple(filter(None, (provider, resource.module, *_below(resource.source, source))))


def _below(root: str, source: str) -> tuple[str, ...]:
    """The folders of a root below what the user named, the innermost first."""
    path = Path(root)
    return path.relative_to(source).parts[::-1] if source and path.is_relative_to(source) else ()


def _told(resource: Resource, source: str, aliases: Mapping[str, str]) -> str:
    if resource.provider == "aws" and (other := aliases.get(resource.source)):
        return _OTHER[other]
    return next((role for name in _names(resource, source) if (role := words.role(name))), "")


def _score(resources: Sequence[Resource], told: Callable[[Resource], str]) -> float:
    """How much speaks for their region being the standby: above 0 it is, below it is the primary.

    Words count by their share: a module `dr-automation` makes no standby of a region. A copy is a copy.
    """
    roles = Counter(told(one) for one in resources)
    near = {one.address for one in resources}
    copies = sum(kinds.is_replica(one, near) for one in resources)
    default = sum(one.provider == "aws" for one in resources)
    return (10.0 * (roles["standby"] - roles["primary"]) - default) / len(resources) + 3.0 * copies


def _two_of(chosen: list[str], scores: dict[str, float], sizes: Counter[str]) -> list[str]:
    """Of several regions those that are called primary and standby, else the two with most in them."""
    least = max(sizes.values(), default=0) / 10
    large = [region for region in chosen if sizes[region] >= least] or chosen
    standby = max(large, key=lambda region: (_named(scores[region]), sizes[region] if _named(scores[region]) else 0))
    if not _named(scores[standby]):  # nothing tells: the second in size
        _told_apart(large, sizes)
        standby = sorted(large, key=lambda region: -sizes[region])[1] if len(large) > 1 else standby
    others = [region for region in large if region != standby] or [one for one in chosen if one != standby]
    primary = min(others, key=lambda region: (min(_named(scores[region]), 0), -sizes[region]))
    return [primary, standby]


def _told_apart(regions: Sequence[str], sizes: Counter[str]) -> None:
    """Raises DrgenError where the second and the third region are of one size, so that any pair would be a guess."""
    by_size = sorted(regions, key=lambda region: -sizes[region])
    if len(by_size) > 2 and sizes[by_size[1]] == sizes[by_size[2]]:  # noqa: PLR2004
        listed = ", ".join(sorted(regions))
        raise DrgenError(f"nothing tells which two of the regions {listed} are primary and standby", hint=_HINT)


def _named(score: float) -> float:
    """What speaks for a role; a region that only is the default provider's is of none."""
    return score if abs(score) > 1 else 0.0
