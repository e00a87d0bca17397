"""The end of stage 5: the standby waits small again, and Terraform takes back what the failover added, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen.failover import parts
from drgen.failover.steps import aurora, eks
from drgen.rehearsal import places

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.rehearsal.stage import Theatre

_CLAIM = "after the shrink the plan is empty"


def play(theatre: Theatre) -> None:
    """`drgen shrink`, whose plan is applied where it changes anything; then the standby is looked at.

    Nothing of it for a platform whose standby waits as large as it serves.
    """
    if not any(_grows(part) for part in parts.parts(theatre.stacks)):
        return
    grown = list(_grown(theatre))
    theatre.proves("the standby is as large as it served until then", held=bool(grown), seen=_listed(grown))
    done = theatre.drgen("shrink", theatre.name, "--yes", f"shrink {theatre.name}")
    planned = [line.strip() for line in done.out.splitlines() if line.startswith("  module.")]
    if planned:
        theatre.say(f"  {', '.join(planned)}")
        theatre.apply("standby")
    left = list(_grown(theatre))
    theatre.proves("the standby is as small as it waits", held=not left, seen=_listed(left))
    theatre.plans_are_empty(["standby"], _CLAIM)


def _listed(grown: list[str]) -> str:
    return ", ".join(grown) or "nothing that a waiting standby does not run"


def _grows(part: Part) -> bool:
    """Whether a failover has to make an instance larger than it waits."""
    settings = part.at("standby")
    if part.module == "aurora" and settings:
        return bool(settings["instances"].keys() - aurora.implied(settings))
    if part.module == "eks" and settings:
        return any(settings["nodes"][name]["min"] > least for name, least in eks.waiting(part).items())
    return False


def _grown(theatre: Theatre) -> Iterator[str]:
    """What runs in the standby beyond what it holds while it waits, as AWS says."""
    region = places.region(theatre, "standby")
    for part in parts.parts(theatre.stacks):
        if part.module == "aurora":
            yield from _instances(theatre.aws.client("rds", region), part)
        elif part.module == "eks" and part.at("standby"):
            yield from _nodes(theatre.aws.client("eks", region), part)


def _instances(client: Any, part: Part) -> Iterator[str]:
    waiting = aurora.implied(part.at("standby"))
    for one in client.describe_db_instances()["DBInstances"]:
        name = str(one["DBInstanceIdentifier"])
        if one.get("DBClusterIdentifier") == part.name and name.removeprefix(f"{part.name}-") not in waiting:
            yield name


def _nodes(client: Any, part: Part) -> Iterator[str]:
    for group, least in sorted(eks.waiting(part).items()):
        said = client.describe_nodegroup(clusterName=part.name, nodegroupName=group)["nodegroup"]["scalingConfig"]
        if (said["minSize"], said["desiredSize"]) != (least, least):
            yield f"nodes {group}: {said['desiredSize']} where {least} wait"
