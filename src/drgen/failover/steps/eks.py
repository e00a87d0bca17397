"""A cluster's node groups and workloads, raised to what they have while they serve.

Nodes by the EKS API: minimum and desired number together, since a minimum above what runs is refused. Deployments and
autoscalers that `scale` names through the cluster's own API. No traffic before `ready_share` of every deployment runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

PHASE = "capacity"
_APPS, _SCALING = "/apis/apps/v1", "/apis/autoscaling/v2"


def says(part: Part, run: Run) -> str:
    groups = ", ".join(f"{name} ≥ {group['min']}" for name, group in sorted(_groups(part, run).items()))
    scale = _scale(part, run)
    loads = len(scale["deployments"]) + len(scale["autoscalers"])
    return f"raise nodes of {part.name} in {run.here.region}: {groups}" + (f"; {loads} workloads" if loads else "")


def ready(part: Part, run: Run) -> Iterator[str]:
    found = cluster(run.here, part.name)
    if found.get("status") != "ACTIVE":
        yield f"the cluster in {run.here.region} is {found.get('status', 'missing')}, which is not ACTIVE"
        return
    for name, wanted in sorted(_groups(part, run).items()):
        yield from _unfit(run.here, part.name, name, wanted)
    if _scale(part, run) != _NOTHING:
        try:
            _kubernetes(run, found, "GET", "/version")
        except AwsError as error:
            yield f"its Kubernetes API does not answer: {error}"


def raise_nodes(part: Part, run: Run) -> None:
    """Ask for as many nodes as serve."""
    for name, wanted in sorted(_groups(part, run).items()):
        group = node_group(run.here, part.name, name)
        if group.get("status") == "ACTIVE" and _short(group, wanted):
            _raise(part, run, name, wanted, group["scalingConfig"])


def nodes_raised(part: Part, run: Run) -> str | None:
    for name, wanted in sorted(_groups(part, run).items()):
        group = node_group(run.here, part.name, name)
        if group.get("status") != "ACTIVE" or _short(group, wanted):
            return f"nodes {name}: {group.get('status', 'missing')}, {_size(group)} of {wanted['min']}"
    return None


def move(part: Part, run: Run) -> None:
    raise_nodes(part, run)
    _move_workloads(part, run)


def settled(part: Part, run: Run) -> str | None:
    return nodes_raised(part, run) or next(_unsettled(part, run), None)


def shrink(part: Part, run: Run) -> None:
    """As many nodes as the standby holds while it waits."""
    for name, least in sorted(waiting(part).items()):
        group = node_group(run.here, part.name, name)
        size = group.get("scalingConfig", {})
        if group.get("status") == "ACTIVE" and (size["minSize"], size["desiredSize"]) != (least, least):
            run.here.act(
                f"shrink nodes {name} of {part.name} to {least}",
                "eks",
                "update_nodegroup_config",
                clusterName=part.name,
                nodegroupName=name,
                scalingConfig={"minSize": least, "maxSize": size["maxSize"], "desiredSize": least},
            )


def shrunk(part: Part, run: Run) -> str | None:
    for name, least in sorted(waiting(part).items()):
        group = node_group(run.here, part.name, name)
        if group.get("status") != "ACTIVE" or group["scalingConfig"]["desiredSize"] != least:
            return f"nodes {name}: {group.get('status', 'missing')}, {_size(group)}, {least} while it waits"
    return None


def waiting(part: Part) -> dict[str, int]:
    """The nodes of each group in a standby that waits, as modules/regional/eks holds them."""
    settings = part.at("standby")
    floor = {"hot_standby": None, "warm_standby": 2}.get(settings["strategy"], 0)
    found = {}
    for name, group in settings["nodes"].items():
        said = ((settings.get("standby_nodes") or {}).get(name) or {}).get("min")
        implied = group["min"] if floor is None else min(floor, group["min"])
        found[name] = implied if said is None else said
    return found


def cluster(site: Site, name: str) -> dict[str, Any]:
    """The cluster; empty where there is none."""
    return _described(site, "describe_cluster", "cluster", name=name)


def node_group(site: Site, name: str, group: str) -> dict[str, Any]:
    """One node group; empty where there is none."""
    return _described(site, "describe_nodegroup", "nodegroup", clusterName=name, nodegroupName=group)


def _described(site: Site, operation: str, key: str, **params: str) -> dict[str, Any]:
    try:
        return dict(site.look("eks", operation, **params)[key])
    except AwsError as error:
        if error.code == "ResourceNotFoundException":
            return {}
        raise


def _groups(part: Part, run: Run) -> dict[str, dict[str, Any]]:
    return dict(part.at(run.target).get("nodes") or {})


_NOTHING: dict[str, dict[str, Any]] = {"deployments": {}, "autoscalers": {}}


def _scale(part: Part, run: Run) -> dict[str, dict[str, Any]]:
    said = run.spec.scale.get(part.instance)
    if said is None:
        return _NOTHING
    autoscalers = {name: {"min": one.min, "max": one.max} for name, one in said.autoscalers.items()}
    return {"deployments": dict(said.deployments), "autoscalers": autoscalers}


def _unfit(site: Site, name: str, group: str, wanted: dict[str, Any]) -> Iterator[str]:
    found = node_group(site, name, group)
    if found.get("status") not in ("ACTIVE", "UPDATING"):
        yield f"node group {group} is {found.get('status', 'missing')}, which is not ACTIVE"
    elif found["scalingConfig"]["maxSize"] < wanted["min"]:
        yield f"node group {group} takes at most {found['scalingConfig']['maxSize']} nodes, {wanted['min']} must serve"


def _short(group: dict[str, Any], wanted: dict[str, Any]) -> bool:
    size = group.get("scalingConfig", {})
    return bool(size.get("minSize", -1) < wanted["min"] or size.get("desiredSize", -1) < wanted["min"])


def _size(group: dict[str, Any]) -> int:
    return int(group.get("scalingConfig", {}).get("desiredSize", 0))


def _raise(part: Part, run: Run, name: str, wanted: dict[str, Any], now: dict[str, int]) -> None:
    least = max(now["minSize"], wanted["min"])
    run.here.act(
        f"raise nodes {name} of {part.name} to {least}",
        "eks",
        "update_nodegroup_config",
        clusterName=part.name,
        nodegroupName=name,
        scalingConfig={"minSize": least, "maxSize": now["maxSize"], "desiredSize": max(now["desiredSize"], least)},
    )


def _move_workloads(part: Part, run: Run) -> None:
    scale = _scale(part, run)
    if scale == _NOTHING:
        return
    found = cluster(run.here, part.name)
    for name, size in sorted(scale["autoscalers"].items()):
        spec = {"minReplicas": size["min"], "maxReplicas": size["max"]}
        _patch(run, found, _path(_SCALING, "horizontalpodautoscalers", name), spec)
    for name, replicas in sorted(scale["deployments"].items()):
        _patch(run, found, deployment(name), {"replicas": replicas})


def _patch(run: Run, found: dict[str, Any], path: str, spec: dict[str, int]) -> None:
    """Make a workload as large as it must be; one that is larger stays so."""
    said = _kubernetes(run, found, "GET", path).get("spec", {})
    larger = {key: max(value, said.get(key) or 0) for key, value in spec.items()}
    if any(said.get(key) != value for key, value in larger.items()):
        what = f"scale {path.rpartition('/')[2]} to {larger}"
        run.ask_cluster(run.here, what, access(run.here, found), ("PATCH", path, {"spec": larger}))


def _unsettled(part: Part, run: Run) -> Iterator[str]:
    scale = _scale(part, run)
    if scale == _NOTHING:
        return
    found = cluster(run.here, part.name)
    for name, size in sorted(scale["autoscalers"].items()):
        spec = _kubernetes(run, found, "GET", _path(_SCALING, "horizontalpodautoscalers", name)).get("spec", {})
        if (spec.get("minReplicas") or 1) < size["min"]:
            yield f"autoscaler {name} still has a minimum of {spec.get('minReplicas') or 1}"
    for name, replicas in sorted(scale["deployments"].items()):
        status = _kubernetes(run, found, "GET", deployment(name)).get("status", {})
        least = ceil(run.spec.scale[part.instance].ready_share * replicas)
        if (status.get("readyReplicas") or 0) < least:
            yield f"{name}: {status.get('readyReplicas') or 0} of {replicas} pods are ready, {least} must be"


def deployment(name: str) -> str:
    """The path of a deployment, `namespace/name`, in the cluster's API."""
    return _path(_APPS, "deployments", name)


def _path(group: str, kind: str, name: str) -> str:
    namespace, _, own = name.rpartition("/")
    return f"{group}/namespaces/{namespace or 'default'}/{kind}/{own}"


def _kubernetes(run: Run, found: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    return run.world.kubernetes(access(run.here, found), method, path, None)


def access(site: Site, found: dict[str, Any]) -> dict[str, str]:
    """What is needed to ask the API of a cluster that was described."""
    authority = (found.get("certificateAuthority") or {}).get("data", "")
    return {
        "name": found["name"],
        "region": site.region,
        "endpoint": found.get("endpoint", ""),
        "authority": authority,
    }
