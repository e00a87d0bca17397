"""Traffic by ARC routing controls: the standby's on and the primary's off in one call, or the other way round.

A cluster has five endpoints in five regions, any of which will do; they cannot be looked up in an event, so they lie in
`routing-control.json` beside the spec: what `terraform output -json dns_cluster_endpoints` of `global` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws
from drgen.aws import AwsError
from drgen.failover.run import Site

if TYPE_CHECKING:
    from drgen.failover.run import Run

_SERVICE = "route53-recovery-cluster"


def ready(run: Run) -> Iterator[str]:
    """Why the controls cannot be turned."""
    if not run.handed.get("cluster_endpoints"):
        yield "routing-control.json is missing: what `terraform output -json dns_cluster_endpoints` says in global"
        return
    found = _controls(run)
    for side in ("primary", "standby"):
        if _name(run, side) not in found:
            yield f"no endpoint of the cluster knows a routing control {_name(run, side)}"


def move(run: Run) -> None:
    """Turn both controls in one call: the safety rule wants one of them on at any time."""
    found = _controls(run)
    entries = [
        {"RoutingControlArn": found[_name(run, side)]["RoutingControlArn"], "RoutingControlState": _wanted(run, side)}
        for side in ("primary", "standby")
    ]
    for site, service in _endpoints(run):
        try:
            site.act(
                f"turn the routing controls to {run.target}",
                service,
                "update_routing_control_states",
                again=10,
                UpdateRoutingControlStateEntries=entries,
            )
        except AwsError as error:
            if error.kind not in ("silent", "throttled"):
                raise
            continue  # the next endpoint
        return


def settled(run: Run) -> str | None:
    """Which control is not yet turned."""
    found = _controls(run)
    for side in ("primary", "standby"):
        now = found.get(_name(run, side), {}).get("RoutingControlState", "unknown")
        if now != _wanted(run, side):
            return f"routing control {side} is {now}"
    return None


def _controls(run: Run) -> dict[str, dict[str, Any]]:
    """The controls by name, from the first endpoint that answers; every page is read."""
    for site, service in _endpoints(run):
        try:
            listed = aws.pages(partial(site.look, service, "list_routing_controls"), "RoutingControls")
            return {one["RoutingControlName"]: one for one in listed}
        except AwsError as error:
            if error.kind not in ("silent", "throttled"):
                raise
    return {}


def _endpoints(run: Run) -> Iterator[tuple[Site, str]]:
    """The endpoints, that of the target's region first and that of the origin's last."""
    origin = getattr(run.spec.regions, run.origin).name

    def rank(one: dict[str, str]) -> tuple[bool, bool]:
        return one["region"] == origin, one["region"] != run.here.region

    for one in sorted(run.handed["cluster_endpoints"], key=rank):
        if run.is_planned or one["region"] != origin:
            yield Site(run, run.target, one["region"]), f"{_SERVICE}@{one['endpoint']}"


def _wanted(run: Run, side: str) -> str:
    return "On" if side == run.target else "Off"


def _name(run: Run, side: str) -> str:
    return f"{run.spec.name}-{side}"
