"""The application, as far as a failover deals with it: what drgen does not deploy, but scales and waits for."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from drgen import platform
from drgen.rehearsal import places
from drgen.terms import SIDES, Side
from drgen.warming import jobs, plan

if TYPE_CHECKING:
    from drgen.local_aws.kubernetes import Cluster
    from drgen.rehearsal.stage import Theatre

_FIRST = {"deployments": "/apis/apps/v1", "autoscalers": "/apis/autoscaling/v2"}
_KIND = {"deployments": "deployments", "autoscalers": "horizontalpodautoscalers"}
_CRONJOB = {"spec": {"jobTemplate": {"spec": {"template": {"spec": {"containers": [{"name": "load"}]}}}}}}


def deploy(theatre: Theatre) -> None:
    """The workloads that `scale` names: whole in the primary, one pod each in the standby; a target for every group.

    In every cluster the CronJobs that load caches.
    """
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
            cluster.objects |= dict.fromkeys(loaders(theatre), _CRONJOB)
        _register_targets(theatre, places.region(theatre, side), str(getattr(theatre.spec.regions, side).cidr))


def loaders(theatre: Theatre) -> list[str]:
    """The CronJobs that load caches, as paths."""
    plans = plan.plans(theatre.spec, theatre.stacks)
    known = [loader for one in plans for family in one.families for loader in (family.loader, family.after_loss)]
    return [jobs.cronjob(str(loader.run)) for loader in known if loader and loader.kind == "job"]


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
