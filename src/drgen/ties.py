"""What holds a platform's parts together that Terraform cannot loosen: fences, and the members of global datastores."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws, platform
from drgen.errors import DrgenError
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.spec import Spec

_TRIES, _PAUSE = 30, 10.0  # seconds


def cut(spec: Spec) -> None:
    """Loosen them all, before an environment is destroyed; safe to run again."""
    for side in SIDES:
        _lift_fences(spec, getattr(spec.regions, side).name)
    for instance, component in sorted(spec.components.items()):
        if component.module == "elasticache":
            for side in SIDES:
                leave_datastore(str(platform.own(spec, instance)["name"]), getattr(spec.regions, side).name)


def leave_datastore(name: str, region: str) -> None:
    """Take a region's cache out of the datastore in which it follows.

    The provider does it, too, and then waits until no member has that name: with one name in both regions, for ever.
    """
    client = aws.client("elasticache", region)
    if own := _followed(client, name):
        leave = partial(
            client.disassociate_global_replication_group,
            GlobalReplicationGroupId=own,
            ReplicationGroupId=name,
            ReplicationGroupRegion=region,
        )
        aws.call(f"taking {name} in {region} out of {own}", leave)
        _wait(lambda: not _followed(client, name), f"{name} in {region} is still a member of {own}")


def _followed(client: Any, name: str) -> str:
    """The datastore in which a cache follows another; empty where there is none."""
    try:
        found = aws.call(f"looking for {name}", partial(client.describe_replication_groups, ReplicationGroupId=name))
    except aws.AwsError as error:
        if error.code == "ReplicationGroupNotFoundFault":
            return ""
        raise
    said = found["ReplicationGroups"][0].get("GlobalReplicationGroupInfo") or {}
    follows = said.get("GlobalReplicationGroupMemberRole", "").upper() == "SECONDARY"
    return str(said["GlobalReplicationGroupId"]) if follows else ""


def _lift_fences(spec: Spec, region: str) -> None:
    """Give fenced databases their own group back and delete the fences: Terraform knows none of them."""
    ec2, rds = aws.client("ec2", region), aws.client("rds", region)
    ours = [{"Name": "tag:drgen:platform", "Values": [spec.name]}, {"Name": "group-name", "Values": [f"{spec.name}-*"]}]
    found = aws.call("looking for fences", lambda: ec2.describe_security_groups(Filters=ours))["SecurityGroups"]
    groups = {one["GroupName"]: one["GroupId"] for one in found}
    for name in sorted(groups):
        own = name.removesuffix("-fence")
        if own == name:
            continue
        aws.call(f"opening {own}", partial(_open, rds, own, groups.get(own, ""), groups[name]))
        _delete_group(ec2, name, groups[name])


def _open(rds: Any, name: str, own: str, fence: str) -> None:
    """Take a fence off whatever has it."""
    for one in aws.pages(rds.describe_db_instances, "DBInstances", aws.MARKER):
        if fence in [group["VpcSecurityGroupId"] for group in one.get("VpcSecurityGroups", [])]:
            of_cluster = one.get("DBClusterIdentifier")
            change = {"VpcSecurityGroupIds": [own], "ApplyImmediately": True}
            if of_cluster:
                rds.modify_db_cluster(DBClusterIdentifier=of_cluster, **change)
            else:
                rds.modify_db_instance(DBInstanceIdentifier=name, **change)


def _delete_group(ec2: Any, name: str, group: str) -> None:
    """Delete a security group, which AWS refuses for a while after its last user let go."""
    for _ in range(_TRIES):
        try:
            aws.call(f"deleting {name}", partial(ec2.delete_security_group, GroupId=group))
        except aws.AwsError as error:
            if error.code != "DependencyViolation":
                raise
            time.sleep(_PAUSE)
        else:
            return
    raise DrgenError(f"security group {name} is still in use", hint="delete it by hand, then run this again")


def _wait(is_done: Callable[[], bool], otherwise: str) -> None:
    """Raise DrgenError where something does not come about."""
    for _ in range(_TRIES):
        if is_done():
            return
        time.sleep(_PAUSE)
    raise DrgenError(otherwise, hint="run this again when it is not")
