"""The application, as far as a failover deals with it: what drgen does not deploy, but scales and waits for."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from drgen import platform
from drgen.rehearsal import places
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.rehearsal.stage import Theatre

_FIRST = {"deployments": "/apis/apps/v1", "autoscalers": "/apis/autoscaling/v2"}
_KIND = {"deployments": "deployments", "autoscalers": "horizontalpodautoscalers"}


def deploy(theatre: Theatre) -> None:
    """One pod of each workload that `scale` names, in both regions' clusters; a target for every target group."""
    for side in SIDES:
        for component, cluster in _clusters(theatre, side):
            for kind, workloads in (component.get("scale") or {}).items():
                for name in workloads or {}:
                    cluster.objects[_path(kind, name)] = {"spec": {"replicas": 1, "minReplicas": 1, "maxReplicas": 1}}
        _register_targets(theatre, places.region(theatre, side), str(getattr(theatre.spec.regions, side).cidr))


def _clusters(theatre: Theatre, side: str) -> list[tuple[dict[str, Any], Any]]:
    state = theatre.aws.extensions.state("eks")
    region = getattr(theatre.spec.regions, side).name
    found = []
    for instance, component in theatre.spec.components.items():
        key = region, str(platform.own(theatre.spec, instance)["name"])
        if component.module == "eks" and key in state.clusters:
            found.append((component.settings, state.clusters[key]))
    return found


def _path(kind: str, name: str) -> str:
    namespace, _, own = name.rpartition("/")
    return f"{_FIRST[kind]}/namespaces/{namespace or 'default'}/{_KIND[kind]}/{own}"


def _register_targets(theatre: Theatre, region: str, cidr: str) -> None:
    """A pod's address, as the load balancer controller would register it."""
    client = theatre.aws.client("elbv2", region)
    address = str(ipaddress.ip_network(cidr)[10])
    for group in client.describe_target_groups()["TargetGroups"]:
        client.register_targets(TargetGroupArn=group["TargetGroupArn"], Targets=[{"Id": address, "Port": 8080}])
