"""Where things are: who writes, which latch rings, how large the clusters are, what DNS answers. Asked of AWS itself.

The failover says of itself that it succeeded; this looks without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from drgen import platform
from drgen.local_aws import names
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.rehearsal.stage import Theatre
    from drgen.stacks import Call


@dataclass(frozen=True)
class Seen:
    """One thing that was looked at."""

    what: str
    held: bool
    seen: str


def serving(theatre: Theatre, side: Side) -> Iterator[Seen]:
    """Whether a side serves: its databases write, its clusters have their full size, DNS sends everybody there."""
    looks = {"aurora": _aurora, "rds": _rds, "elasticache": _datastore, "eks": _nodes}
    for call in _calls(theatre, side):
        if call.module.name in looks:
            yield from looks[call.module.name](theatre, side, call)
    yield from dns(theatre, side)


def single_writers(theatre: Theatre) -> Iterator[Seen]:
    """Whether no RDS instance takes writes in both regions, an old one that is fenced aside."""
    for call in _calls(theatre, "standby"):
        if call.module.name == "rds":
            name = _name(theatre, call)
            writers = [side for side in SIDES if _writes(theatre, side, name)]
            yield Seen(f"{name} has one writer", len(writers) == 1, ", ".join(writers) or "none")


def region(theatre: Theatre, side: Side) -> str:
    """The region of a side."""
    found: str = getattr(theatre.spec.regions, side).name
    return found


def instances(theatre: Theatre, side: Side) -> list[dict[str, Any]]:
    """The database instances of a side."""
    found: list[dict[str, Any]] = theatre.aws.client("rds", region(theatre, side)).describe_db_instances()[
        "DBInstances"
    ]
    return found


def _aurora(theatre: Theatre, side: Side, call: Call) -> Iterator[Seen]:
    name, here = _name(theatre, call), region(theatre, side)
    found = theatre.aws.client("rds", here).describe_global_clusters(GlobalClusterIdentifier=name)["GlobalClusters"]
    writers = [one["DBClusterArn"].split(":")[3] for one in found[0]["GlobalClusterMembers"] if one["IsWriter"]]
    yield Seen(f"{name} writes in {here}", writers == [here], f"writer in {', '.join(writers) or 'no region'}")
    cluster = theatre.aws.client("rds", here).describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]
    members = cluster.get("DBClusterMembers", [])
    yield Seen(f"{name} has an instance in {here}", bool(members), f"{len(members)} instances")


def _rds(theatre: Theatre, side: Side, call: Call) -> Iterator[Seen]:
    name, here = _name(theatre, call), region(theatre, side)
    found = _instance(theatre, side, name)
    source = found.get("ReadReplicaSourceDBInstanceIdentifier", "")
    seen = f"a replica of {source}" if source else f"{found.get('DBInstanceStatus', 'missing')}, no replica"
    yield Seen(f"{name} writes in {here}", bool(found) and not source, seen)


def _datastore(theatre: Theatre, side: Side, call: Call) -> Iterator[Seen]:
    if call.inputs.get("replication") is None or call.inputs["replication"].value != "global_datastore":
        return
    name, here = _name(theatre, call), region(theatre, side)
    client = theatre.aws.client("elasticache", here)
    [group] = client.describe_replication_groups(ReplicationGroupId=name)["ReplicationGroups"]
    role = group.get("GlobalReplicationGroupInfo", {}).get("GlobalReplicationGroupMemberRole", "no member")
    yield Seen(f"{name} is written to in {here}", role == "PRIMARY", role)


def _nodes(theatre: Theatre, side: Side, call: Call) -> Iterator[Seen]:
    name, here = _name(theatre, call), region(theatre, side)
    client = theatre.aws.client("eks", here)
    for group, wanted in sorted(theatre.spec.components[call.instance].settings.get("nodes", {}).items()):
        found = client.describe_nodegroup(clusterName=name, nodegroupName=group)["nodegroup"]["scalingConfig"]
        enough = found["minSize"] >= wanted["min"] and found["desiredSize"] >= wanted["min"]
        yield Seen(f"nodes {group} in {here} carry the load", enough, f"{found['desiredSize']} of {wanted['min']}")


def dns(theatre: Theatre, side: Side) -> Iterator[Seen]:
    """By the zone's name server, against the addresses of the side's load balancer."""
    wanted = {names.address(found["DNSName"]): found["LoadBalancerName"] for found in _load_balancers(theatre, side)}
    for host in theatre.spec.hosts if wanted else []:
        found = names.addresses(theatre.aws.extensions, host)
        seen = ", ".join(wanted.get(one, "another region") for one in found) or "no answer"
        yield Seen(f"{host} leads to {region(theatre, side)}", bool(found) and set(found) <= wanted.keys(), seen)


def stopped_primary(theatre: Theatre) -> Iterator[Seen]:
    """Whether nobody is sent to a primary that was told to stop while the standby is ill: it goes dark for this."""
    stopped = {names.address(found["DNSName"]) for found in _load_balancers(theatre, "primary")}
    theatre.aws.faults.darken([region(theatre, "standby")])
    found = {host: set(names.addresses(theatre.aws.extensions, host)) for host in theatre.spec.hosts if stopped}
    theatre.aws.faults.light()
    for host, answered in found.items():
        claim = f"{host} never leads back to {region(theatre, 'primary')}, even when the standby is ill"
        yield Seen(claim, not answered & stopped, "it does" if answered & stopped else "asked while it was dark")


def _load_balancers(theatre: Theatre, side: Side) -> list[dict[str, Any]]:
    names_ = [_name(theatre, call) for call in _calls(theatre, side) if call.module.name == "ingress"]
    client = theatre.aws.extensions.connect("elbv2", region(theatre, side))  # its name is known in the dark, too
    return [found for name in names_ for found in client.describe_load_balancers(Names=[name])["LoadBalancers"]]


def _writes(theatre: Theatre, side: Side, name: str) -> bool:
    """Whether an instance takes writes: no replica, and not shut off by a group without ingress."""
    found = _instance(theatre, side, name)
    if not found or found.get("ReadReplicaSourceDBInstanceIdentifier"):
        return False
    groups = [one["VpcSecurityGroupId"] for one in found.get("VpcSecurityGroups", [])]
    described = theatre.aws.client("ec2", region(theatre, side)).describe_security_groups(GroupIds=groups or ["none"])
    return not all(_is_fence(group) for group in described["SecurityGroups"])


def _is_fence(group: dict[str, Any]) -> bool:
    """Whether a group was made to let nobody in, and does."""
    return bool(group["GroupName"].endswith("-fence") and not group["IpPermissions"])


def _instance(theatre: Theatre, side: Side, name: str) -> dict[str, Any]:
    return next((found for found in instances(theatre, side) if found["DBInstanceIdentifier"] == name), {})


def _calls(theatre: Theatre, side: Side) -> list[Call]:
    return next(stack for stack in theatre.stacks if stack.name == side).calls


def _name(theatre: Theatre, call: Call) -> str:
    return str(platform.own(theatre.spec, call.instance)["name"])
