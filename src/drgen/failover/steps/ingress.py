"""A load balancer: nothing moves, but no traffic comes before its targets are healthy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws
from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

PHASE = "capacity"
_SHARE = 0.8  # of the targets, where the spec's `scale` says none


def says(part: Part, run: Run) -> str:
    return f"wait for healthy targets of {', '.join(_names(part, run))} in {run.here.region}"


def ready(part: Part, run: Run) -> Iterator[str]:
    if not load_balancer(run.here, part.name):
        yield f"there is no load balancer {part.name} in {run.here.region}"
        return
    there = _groups(run.here, part.name)
    for name in _names(part, run):
        if name not in there:
            yield f"there is no target group {name} in {run.here.region}"


def move(part: Part, run: Run) -> None:
    """Pods register themselves."""


def settled(part: Part, run: Run) -> str | None:
    share = min((one.ready_share for one in run.spec.scale.values()), default=_SHARE)
    there = _groups(run.here, part.name)
    for name in _names(part, run):
        healthy, known = _health(run.here, there[name]) if name in there else (0, 0)
        if not healthy or healthy < share * known:
            return f"{name}: {healthy} of {known} targets are healthy"
    return None


def load_balancer(site: Site, name: str) -> dict[str, Any]:
    """The load balancer; empty where there is none."""
    try:
        found = site.look("elbv2", "describe_load_balancers", Names=[name])["LoadBalancers"]
    except AwsError as error:
        if error.code in ("LoadBalancerNotFound", "LoadBalancerNotFoundException"):
            return {}
        raise
    return dict(found[0]) if found else {}


def _names(part: Part, run: Run) -> list[str]:
    """The target groups, named as modules/regional/ingress names them."""
    targets = part.at(run.target).get("targets") or {"default": {}}
    return [part.name if key == "default" else f"{part.name}-{key.replace('_', '-')}" for key in sorted(targets)]


def _groups(site: Site, name: str) -> dict[str, str]:
    """The load balancer's target groups: ARNs by name. Every page is read."""
    arn = load_balancer(site, name).get("LoadBalancerArn")
    if not arn:
        return {}
    ask = partial(site.look, "elbv2", "describe_target_groups", LoadBalancerArn=arn)
    return {one["TargetGroupName"]: one["TargetGroupArn"] for one in aws.pages(ask, "TargetGroups", aws.NEXT_MARKER)}


def _health(site: Site, arn: str) -> tuple[int, int]:
    """How many targets are healthy, and how many there are, those that leave aside."""
    answer = site.look("elbv2", "describe_target_health", TargetGroupArn=arn)
    states = [one["TargetHealth"]["State"] for one in answer["TargetHealthDescriptions"]]
    return states.count("healthy"), sum(state != "draining" for state in states)
