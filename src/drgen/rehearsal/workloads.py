"""The application, as far as a failover deals with it: what drgen does not deploy, but scales and waits for."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from drgen import platform
from drgen.rehearsal import places
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.local_aws.kubernetes import Cluster
    from drgen.rehearsal.stage import Theatre

_FIRST = {"deployments": "/apis/apps/v1", "autoscalers": "/apis/autoscaling/v2"}
_KIND = {"deployments": "deployments", "autoscalers": "horizontalpodautoscalers"}


def deploy(theatre: Theatre) -> None:
    """The workloads that `scale` names: whole in the primary, one pod each in the standby; a target for every group."""
    for side in SIDES:
        for instance, scale in theatre.spec.scale.items():
            cluster = at(theatre, side, instance)
            for name, replicas in scale.deployments.items():
                cluster.objects[path("deployments", name)] = {
                    "spec": {"replicas": replicas if side == "primary" else 1}
                }
            for name, bounds in scale.autoscalers.items():
                least = bounds.min if side == "primary" else 1
                spec = {"minReplicas": least, "maxReplicas": bounds.max}
                cluster.objects[path("autoscalers", name)] = {"spec": spec}
        _register_targets(theatre, places.region(theatre, side), str(getattr(theatre.spec.regions, side).cidr))


def at(theatre: Theatre, side: Side, instance: str) -> Cluster:
    """The API server of one cluster."""
    name = str(platform.own(theatre.spec, instance)["name"])
    found: Cluster = theatre.aws.extensions.state("eks").clusters[places.region(theatre, side), name]
    return found


def path(kind: str, name: str) -> str:
    """Where a workload, `namespace/name`, lies in the API."""
    namespace, _, own = name.rpartition("/")
    return f"{_FIRST[kind]}/namespaces/{namespace or 'default'}/{_KIND[kind]}/{own}"


def _register_targets(theatre: Theatre, region: str, cidr: str) -> None:
    """A pod's address, as the load balancer controller would register it."""
    client = theatre.aws.client("elbv2", region)
    address = str(ipaddress.ip_network(cidr)[10])
    for group in client.describe_target_groups()["TargetGroups"]:
        client.register_targets(TargetGroupArn=group["TargetGroupArn"], Targets=[{"Id": address, "Port": 8080}])
