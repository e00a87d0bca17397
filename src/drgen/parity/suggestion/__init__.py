"""The drgen spec that describes somebody's two regions, as far as that can be told: the way in for what exists.

What it could not tell is a comment that says so; nothing is made up but what a spec cannot do without, and that is
said beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

from drgen.inventory import Regions, Resource
from drgen.parity import kinds, words
from drgen.parity.suggestion import components
from drgen.parity.suggestion.components import Component, flow, number
from drgen.starter import zones

UNTOLD = "# drgen could not tell:"
_RANGES = {"primary": ("10.0.0.0/16",), "standby": ("10.1.0.0/16", "10.3.0.0/16")}
_SIZES = {"aws_autoscaling_group": "desired_capacity", "aws_ecs_service": "desired_count"}
_SIZES |= {"aws_eks_node_group": "scaling_config.0.desired_size"}


def text(regions: Regions) -> str:
    """The spec, as YAML that loads as it is."""
    return "\n".join([*_head(regions), *_places(regions), *_state(regions), *_components(regions), ""])


def _head(regions: Regions) -> Iterator[str]:
    account = next(iter(_found(regions, r"\barn:aws[a-z-]*:[^:]*:[^:]*:(\d{12}):")), "")
    yield f"# What drgen found in {' '.join(regions.everything.source.split())}. Read it before you render from it."
    yield "version: 1"
    yield f"name: {_name(regions)}"
    yield f'account: "{account or "111122223333"}"' + ("" if account else f"  {UNTOLD} the account; this is none")
    yield f"strategy: {strategy(regions)}  # a guess, from what runs in the standby"
    yield "active: primary"
    yield f"{UNTOLD} what is promised; these figures are only an example"
    yield "objectives: {rto: 60m, rpo: 5m}"
    yield ""


def strategy(regions: Regions) -> str:
    """How much of the standby runs: nothing, data alone, less than in the primary, or as much."""
    there = [kinds.of(one) for one in regions.standby.resources if kinds.counts(one)]
    sizes = [
        (here, other)
        for pair in regions.paired(*_SIZES)
        if (here := number(pair.primary.known(_SIZES[pair.primary.type]))) is not None
        and (other := number(pair.standby.known(_SIZES[pair.primary.type]))) is not None
    ]
    if not any(kind.name == "workloads" for kind in there) or (sizes and not any(other for _, other in sizes)):
        return "pilot_light" if any(map(kinds.holds_data, there)) else "backup_restore"
    return "hot_standby" if sizes and all(other >= here for here, other in sizes) else "warm_standby"


def _places(regions: Regions) -> Iterator[str]:
    taken = ""
    yield "regions:"
    for side, region, other in (
        ("primary", regions.primary_region, "us-east-1"),
        ("standby", regions.standby_region, "us-west-2"),
    ):
        name = region or other
        if not region:
            yield f"  {UNTOLD} the region of the {side}; this is an example"
        ranges = sorted({str(one.known("cidr_block", "")) for one in getattr(regions, side).of("aws_vpc")} - {""})
        cidr = _range(ranges, taken)
        if not cidr:
            yield f"  {UNTOLD} one address range of the {side}, /16 to /20; it found {', '.join(ranges) or 'none'}"
            cidr = next(one for one in _RANGES[side] if not _overlap(one, taken))
        taken = cidr
        yield f"  {side}: {{name: {name}, cidr: {cidr}, zones: {flow(_zones(regions, side, name))}}}"


def _range(ranges: list[str], taken: str) -> str:
    """The range that a side has; "" where there are several, or the other side has it."""
    fit = [one for one in ranges if _fits(one)]
    return fit[0] if len(fit) == 1 and not _overlap(fit[0], taken) else ""


def _fits(one: str) -> bool:
    try:
        return ip_network(one, strict=False).prefixlen in range(16, 21)
    except ValueError:
        return False  # Terraform would refuse it, too


def _overlap(one: str, other: str) -> bool:
    return bool(other) and ip_network(one, strict=False).overlaps(ip_network(other, strict=False))


def _zones(regions: Regions, side: str, region: str) -> list[str]:
    """The zones of its subnets, two to four; those that drgen proposes, where they are not told."""
    subnets = getattr(regions, side).of("aws_subnet")
    told = sorted({str(one.known("availability_zone", "")) for one in subnets} - {""})
    fit = [one for one in told if re.fullmatch(rf"{region}[a-z]", one)][:4]
    return fit if len(fit) > 1 else zones(region)


def _state(regions: Regions) -> Iterator[str]:
    buckets = [one.values.get("bucket") for one in regions.everything.backends if one.type == "s3"]
    told = next((one for one in buckets if isinstance(one, str) and re.fullmatch(r"[a-z0-9][a-z0-9-]{1,40}", one)), "")
    plain = re.sub(r"-[a-z]{2}-[a-z]+-\d$", "", told).rstrip("-") or f"{_name(regions)}-state"
    yield f"state: {{bucket: {plain}}}" + ("" if told else f"  {UNTOLD} where the state is; this is a proposal")
    if hosts := sorted({str(one.known("name", "")) for one in _failing_over(regions)} - {""}):
        yield f"{UNTOLD} the hosted zone's id; with it: hosts: {flow(hosts)}"
    yield ""


def _failing_over(regions: Regions) -> Iterator[Resource]:
    return (one for one in regions.everything.of("aws_route53_record") if one.get("failover_routing_policy"))


def _components(regions: Regions) -> Iterator[str]:
    yield "components:"
    for component in components.found(regions):
        yield from _component(component)


def _component(component: Component) -> Iterator[str]:
    if not component.name:
        yield from (f"  {UNTOLD} {untold}" for untold in component.untold)
        return
    yield f"  # {component.origin}" if component.origin else "  # every platform has it"
    yield f"  {component.name}:" + ("" if component.settings else " {}")
    for key, value in component.settings.items():
        yield f"    {key}: {flow(value)}"
    for untold in component.untold:
        yield f"    {UNTOLD} {untold}"


def _found(regions: Regions, pattern: str) -> Iterator[str]:
    """What a pattern captures in the known texts of all resources."""
    for one in regions.everything.resources:
        for value in one.values.values():
            if isinstance(value, str) and (match := re.search(pattern, value)):
                yield match[1]


def _name(regions: Regions) -> str:
    """A platform's name: the folder's, as far as it is one."""
    folders = [part for part in Path(regions.primary.source).resolve().parts if part.lower() not in _NO_NAMES]
    plain = words.plain(re.sub(r"\.\w+$", "", folders[-1])) if folders else ""
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:31].strip("-")
    return made if re.fullmatch(r"[a-z](-?[a-z0-9])+", made) else "platform"


_NO_NAMES = {"terraform", "infra", "infrastructure", "environments", "envs", "env", "live", "src", "primary", "/"}
