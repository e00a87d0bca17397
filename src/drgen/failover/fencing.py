"""Closing a database to its workers: a security group without any ingress in place of its own.

The group is `<name>-fence`, made when it is first needed, in the database's VPC. A database's groups are ignored by its
module, so Terraform does not open it again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drgen import render
from drgen.aws import AwsError
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Site, World
    from drgen.project import Project


def fence(site: Site, part: Part) -> None:
    """Do what is next to shut everybody out; doing it again does nothing."""
    found = _described(site, part)
    vpc = _vpc(site, part, found)
    if not found or not vpc or is_fenced(site, part):
        return
    if group := _group(site, f"{part.name}-fence", vpc):
        _put(site, part, group, f"shut the workers of {site.region} out of {part.name}")
    else:
        tags = [{"Key": key, "Value": value} for key, value in sorted(render.tags(site.run.spec).items())]
        site.act(
            f"make the security group {part.name}-fence in {site.region}",
            "ec2",
            "create_security_group",
            GroupName=f"{part.name}-fence",
            Description=f"Nobody reaches {part.name}",
            VpcId=vpc,
            TagSpecifications=[{"ResourceType": "security-group", "Tags": tags}],
        )


def unfence(site: Site, part: Part) -> None:
    """Let the workers in again: the database gets its own group back."""
    own = own_group(site, part)
    if own and is_fenced(site, part):
        _put(site, part, own, f"let the workers of {site.region} reach {part.name}")


def is_fenced(site: Site, part: Part) -> bool:
    """Whether the fence is the only group that the database has, or is being given."""
    found = _described(site, part)
    vpc = _vpc(site, part, found)
    group = _group(site, f"{part.name}-fence", vpc) if vpc else ""
    now = [one["VpcSecurityGroupId"] for one in found.get("VpcSecurityGroups", []) if one.get("Status") != "removing"]
    return bool(group) and now == [group]


def holds(site: Site, part: Part) -> bool:
    """Whether the fence is the only group that the database has, and in force."""
    groups = _described(site, part).get("VpcSecurityGroups", [])
    return is_fenced(site, part) and all(one.get("Status") == "active" for one in groups)


def own_group(site: Site, part: Part) -> str:
    """The database's own security group, which lets its workers in."""
    vpc = _vpc(site, part, _described(site, part))
    return _group(site, part.name, vpc) if vpc else ""


def _described(site: Site, part: Part) -> dict[str, Any]:
    from drgen.failover import globalcluster
    from drgen.failover.steps import rds

    return globalcluster.cluster(site, part.name) if part.module == "aurora" else rds.instance(site, part.name)


def _vpc(site: Site, part: Part, found: dict[str, Any]) -> str:
    """The database's VPC: an instance says it, a cluster names a subnet group that does."""
    if part.module != "aurora":
        return str((found.get("DBSubnetGroup") or {}).get("VpcId", ""))
    try:
        groups = site.look("rds", "describe_db_subnet_groups", DBSubnetGroupName=part.name)["DBSubnetGroups"]
    except AwsError as error:
        if error.code != "DBSubnetGroupNotFoundFault":
            raise
        return ""
    return str(groups[0]["VpcId"]) if groups else ""


def _group(site: Site, name: str, vpc: str) -> str:
    wanted = [{"Name": "group-name", "Values": [name]}, {"Name": "vpc-id", "Values": [vpc]}]
    found = site.look("ec2", "describe_security_groups", Filters=wanted)["SecurityGroups"]
    return str(found[0]["GroupId"]) if found else ""


def _put(site: Site, part: Part, group: str, what: str) -> None:
    if part.module == "aurora":
        target = {"DBClusterIdentifier": part.name}
        site.act(
            what, "rds", "modify_db_cluster", again=60, ApplyImmediately=True, VpcSecurityGroupIds=[group], **target
        )
    else:
        one = {"DBInstanceIdentifier": part.name}
        site.act(what, "rds", "modify_db_instance", again=60, ApplyImmediately=True, VpcSecurityGroupIds=[group], **one)


def refuse_to_close_the_leader(project: Project, name: str, side: Side, world: World) -> None:
    """Raise NotReadyError unless the other side takes the writes of every store, as it says itself."""
    from drgen.failover import engine, writers
    from drgen.failover.engine import Wish
    from drgen.failover.outcome import NotReadyError

    other = SIDES[1 - SIDES.index(side)]
    run = engine.prepare(project, name, Wish("failover", other), world)
    engine.refuse_other_account(run)
    if behind := [one.instance for one in writers.writers(run, [other]) if not one.sides[other]]:
        message = f"{other} does not say that it leads {', '.join(behind)}: without {side} nobody might write"
        raise NotReadyError(message, hint=f"`drgen failover {name}` first")
