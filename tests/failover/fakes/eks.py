"""Clusters: node groups that take their time, and a Kubernetes API with a few workloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.failover.fakes.clock import FakeClock
from tests.failover.fakes.errors import refused


@dataclass
class Group:
    """A node group, of which `room` nodes can be had."""

    least: int
    most: int
    desired: int
    ready_at: float = 0.0
    room: int = 10**6
    status: str = "ACTIVE"


@dataclass
class Eks:
    """EKS and what runs on it."""

    clock: FakeClock
    takes: float = 120.0
    groups: dict[tuple[str, str, str], Group] = field(default_factory=dict)  # region, cluster, name
    workloads: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)  # region, path → what is set
    jobs: dict[tuple[str, str], float] = field(default_factory=dict)  # region, path → when it ends
    images: set[tuple[str, str]] = field(default_factory=set)  # region, image that a pod there runs
    versions: dict[str, str] = field(default_factory=dict)  # of Kubernetes, by region, where it is another
    on_ready: Callable[[str, int], None] = lambda _region, _nodes: None

    def describe_cluster(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        if not any((at, name) == (region, params["name"]) for at, name, _ in self.groups):
            raise refused("ResourceNotFoundException", status=404)
        endpoint = f"https://{params['name']}.{region}.eks"
        version = self.versions.get(region, "1.33")
        said = {"name": params["name"], "status": "ACTIVE", "endpoint": endpoint, "version": version}
        return {"cluster": said}

    def describe_nodegroup(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        found = self._group(region, params)
        updating = self.clock.seconds < found.ready_at
        if not updating and found.status == "ACTIVE":
            self.on_ready(region, min(found.desired, found.room))
        return {
            "nodegroup": {
                "nodegroupName": params["nodegroupName"],
                "status": "UPDATING" if updating else found.status,
                "scalingConfig": {"minSize": found.least, "maxSize": found.most, "desiredSize": found.desired},
            }
        }

    def update_nodegroup_config(self, region: str, params: dict[str, Any]) -> dict[str, Any]:
        found, size = self._group(region, params), params["scalingConfig"]
        if self.clock.seconds < found.ready_at:
            raise refused("ResourceInUseException", status=409)
        if not size["minSize"] <= size["desiredSize"] <= size["maxSize"]:
            raise refused("InvalidParameterException", "Minimum capacity can't be greater than desired size")
        found.least, found.most, found.desired = size["minSize"], size["maxSize"], size["desiredSize"]
        found.ready_at = self.clock.seconds + self.takes
        return {}

    def kubernetes(self, cluster: Mapping[str, str], method: str, path: str, body: Any) -> dict[str, Any]:
        """The cluster's own API: what is set is ready at once, as far as there are nodes."""
        if path == "/version":
            return {"major": "1"}
        at = (cluster["region"], path)
        if method == "PATCH":
            self.workloads.setdefault(at, {}).update(body["spec"])
        spec = self.workloads.get(at, {})
        if "/cronjobs/" in path:
            return {"spec": {"jobTemplate": {"spec": {"template": {"spec": {"containers": [{"name": "load"}]}}}}}}
        if method == "POST":
            self.jobs[cluster["region"], f"{path}/{body['metadata']['name']}"] = self.clock.seconds + self.takes
            return {}
        if "/jobs/" in path:
            return self._job((cluster["region"], path))
        if path.startswith("/api/v1/pods"):
            images = [image for (region, image) in sorted(self.images) if region == cluster["region"]]
            return {"items": [{"status": {"containerStatuses": [{"imageID": image}]}} for image in images]}
        nodes = sum(group.desired for (region, _, _), group in self.groups.items() if region == cluster["region"])
        return {"spec": spec, "status": {"readyReplicas": min(spec.get("replicas", 0), 10 * nodes)}}

    def _job(self, at: tuple[str, str]) -> dict[str, Any]:
        if at not in self.jobs:
            raise refused("404", status=404)
        return {"status": {"succeeded": int(self.clock.seconds >= self.jobs[at])}}

    def _group(self, region: str, params: dict[str, Any]) -> Group:
        found = self.groups.get((region, params["clusterName"], params["nodegroupName"]))
        if found is None:
            raise refused("ResourceNotFoundException", status=404)
        return found
