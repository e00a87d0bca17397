"""EKS: a Kubernetes API behind each cluster, and an issuer with https.

Copied: a cluster's endpoint answers the Kubernetes API to whoever brings a bearer token (EKS user guide, "Cluster API
server endpoint"); see `local_aws/kubernetes.py` for what that API has.
EKS makes a security group for each cluster's nodes and control plane, and takes it away with the cluster (EKS user
guide, "View Amazon EKS security group requirements").
A node group is resized by UpdateNodegroupConfig; a size outside its bounds is refused (EKS API).
Kept for ministack: the upgrade policy of a cluster; launch template, update and repair settings of a node group.
Not copied: who may do what in it; nodes, pods, TLS: the endpoint is plain HTTP on loopback.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from drgen.local_aws import kubernetes
from drgen.local_aws.extensions import Call
from drgen.local_aws.refusal import Refusal

_KEPT = ("upgradePolicy", "launchTemplate", "updateConfig", "nodeRepairConfig", "scalingConfig")
_UPDATE = {"id": "rehearsed", "status": "Successful", "type": "ConfigUpdate"}


@dataclass
class State:
    """The API servers, by region and cluster."""

    clusters: dict[tuple[str, str], kubernetes.Cluster] = field(default_factory=dict)
    endpoints: dict[tuple[str, str], str] = field(default_factory=dict)
    kept: dict[tuple[str, ...], dict[str, Any]] = field(default_factory=dict)  # by region, cluster and node group
    groups: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)  # VPC and security group


def create_cluster(call: Call) -> dict[str, Any]:
    name, ec2 = call.parameters["name"], call.aws.connect("ec2", call.region)
    subnets = ec2.describe_subnets(SubnetIds=call.parameters["resourcesVpcConfig"]["subnetIds"])["Subnets"]
    vpc = subnets[0]["VpcId"]
    made = ec2.create_security_group(GroupName=f"eks-cluster-sg-{name}", Description="EKS created", VpcId=vpc)
    call.state.groups[call.region, name] = vpc, made["GroupId"]
    _keep(call, name)
    return {"cluster": _served(call, call.forward()["cluster"])}


def describe_cluster(call: Call) -> dict[str, Any]:
    return {"cluster": _served(call, call.forward()["cluster"])}


def delete_cluster(call: Call) -> dict[str, Any]:
    cluster = _served(call, call.forward()["cluster"])
    _, group = call.state.groups.pop((call.region, call.parameters["name"]))
    call.aws.connect("ec2", call.region).delete_security_group(GroupId=group)
    return {"cluster": cluster}


def update_cluster_config(call: Call) -> dict[str, Any]:
    _keep(call, call.parameters["name"])
    return call.forward()


def create_nodegroup(call: Call) -> dict[str, Any]:
    answer = call.forward()
    _keep(call, call.parameters["clusterName"], call.parameters["nodegroupName"])
    return {"nodegroup": _group(call, answer["nodegroup"])}


def describe_nodegroup(call: Call) -> dict[str, Any]:
    return {"nodegroup": _group(call, call.forward()["nodegroup"])}


def update_nodegroup_config(call: Call) -> dict[str, Any]:
    named = {name: call.parameters[name] for name in ("clusterName", "nodegroupName")}
    call.ask("DescribeNodegroup", **named)  # refuses a group that there is not
    size = call.parameters.get("scalingConfig")
    if size and not size["minSize"] <= size["desiredSize"] <= size["maxSize"]:
        raise Refusal("InvalidParameterException", "desired capacity must lie between the minimum and the maximum size")
    _keep(call, call.parameters["clusterName"], call.parameters["nodegroupName"])
    return {"update": _UPDATE}


def describe_update(call: Call) -> dict[str, Any]:
    return {"update": _UPDATE} if call.parameters["updateId"] == _UPDATE["id"] else call.forward()


def _group(call: Call, group: dict[str, Any]) -> dict[str, Any]:
    key = call.region, group["clusterName"], group["nodegroupName"]
    kept: dict[str, Any] = call.state.kept.get(key, {})
    return group | kept


def _keep(call: Call, *key: str) -> None:
    said = {name: call.parameters[name] for name in _KEPT if name in call.parameters}
    call.state.kept.setdefault((call.region, *key), {}).update(said)


def _served(call: Call, cluster: dict[str, Any]) -> dict[str, Any]:
    """The cluster as ministack describes it, with an API server of its own."""
    key = call.region, cluster["name"]
    if key not in call.state.endpoints:
        call.state.clusters[key] = kubernetes.Cluster(call.region, call.aws.faults)
        call.state.endpoints[key] = kubernetes.serve(call.state.clusters[key])
    issuer = cluster.get("identity", {}).get("oidc", {}).get("issuer", "").replace("http://", "https://")
    vpc, group = call.state.groups[key]
    network = cluster["resourcesVpcConfig"] | {"clusterSecurityGroupId": group, "vpcId": vpc}
    own = {"endpoint": call.state.endpoints[key], "resourcesVpcConfig": network}
    kept: dict[str, Any] = call.state.kept[key]
    return cluster | kept | own | {"identity": {"oidc": {"issuer": issuer}}}
