"""EKS: a Kubernetes API behind each cluster, and an issuer with https.

Copied: a cluster's endpoint answers the Kubernetes API to whoever brings a bearer token (EKS user guide, "Cluster API
server endpoint"); see `local_aws/kubernetes.py` for what that API has.
Not copied: who may do what in it; nodes, pods, TLS: the endpoint is plain HTTP on loopback.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from drgen.local_aws import kubernetes
from drgen.local_aws.extensions import Call


@dataclass
class State:
    """The API servers, by region and cluster."""

    clusters: dict[tuple[str, str], kubernetes.Cluster] = field(default_factory=dict)
    endpoints: dict[tuple[str, str], str] = field(default_factory=dict)


def create_cluster(call: Call) -> dict[str, Any]:
    return {"cluster": _served(call, call.forward()["cluster"])}


def describe_cluster(call: Call) -> dict[str, Any]:
    return {"cluster": _served(call, call.forward()["cluster"])}


def delete_cluster(call: Call) -> dict[str, Any]:
    return {"cluster": _served(call, call.forward()["cluster"])}


def _served(call: Call, cluster: dict[str, Any]) -> dict[str, Any]:
    """The cluster as ministack describes it, with an API server of its own."""
    key = call.region, cluster["name"]
    if key not in call.state.endpoints:
        call.state.clusters[key] = kubernetes.Cluster(call.region, call.aws.faults)
        call.state.endpoints[key] = kubernetes.serve(call.state.clusters[key])
    issuer = cluster.get("identity", {}).get("oidc", {}).get("issuer", "").replace("http://", "https://")
    return cluster | {"endpoint": call.state.endpoints[key], "identity": {"oidc": {"issuer": issuer}}}
