"""Who may work: a parameter in each region, and an item of the sessions table where there is one.

A planned run tells the workers of the old region to stop before anything moves, so that for a moment nobody works. In
an unplanned one the old region is not reached: it keeps the old word until `drgen fence`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site
    from drgen.terms import Side

PHASE = "workers"
_ITEM = {"id": {"S": "drgen/active"}}


def says(part: Part, run: Run) -> str:  # noqa: ARG001  every step's signature
    return f"let workers run in {run.here.region}: {_parameter(run)} = {run.target}"


def ready(part: Part, run: Run) -> Iterator[str]:  # noqa: ARG001
    for site in filter(None, (run.here, run.there)):
        if not told(site):
            yield f"there is no parameter {_parameter(run)} in {site.region}"


def stop(part: Part, run: Run) -> None:  # noqa: ARG001
    if run.there and told(run.there) != run.target:
        tell(run.there, run.target)


def stopped(part: Part, run: Run) -> str | None:  # noqa: ARG001
    if run.there is None or told(run.there) == run.target:
        return None
    return f"workers of {run.there.region} may still run"


def move(part: Part, run: Run) -> None:  # noqa: ARG001
    if told(run.here) != run.target:
        tell(run.here, run.target)
    if _table(run) and _item(run.here).get("run", {}).get("S") != run.id:
        what = f"tell sessions that {run.target} is active"
        back = "1" if run.target == "primary" and not run.is_planned else "0"
        item = _ITEM | {"active": {"S": run.target}, "back": {"N": back}, "run": {"S": run.id}}
        run.here.act(what, "dynamodb", "put_item", again=5, TableName=_table(run), Item=item)


def settled(part: Part, run: Run) -> str | None:  # noqa: ARG001
    if told(run.here) != run.target:
        return f"{_parameter(run)} is still {told(run.here)}"
    if _table(run) and _item(run.here).get("active", {}).get("S") != run.target:
        return f"{_table(run)} still says otherwise"
    return None


def fence(part: Part, run: Run) -> None:  # noqa: ARG001
    """Tell the workers of a region that was away that the other one is active."""
    if told(run.here) != run.origin:
        tell(run.here, run.origin)


def fenced(part: Part, run: Run) -> str | None:  # noqa: ARG001
    return None if told(run.here) == run.origin else f"workers of {run.here.region} may still run"


def told(site: Site) -> str:
    """What one region's workers are told; empty where nobody tells them."""
    try:
        answer = site.look("ssm", "get_parameter", Name=_parameter(site.run), WithDecryption=True)
    except AwsError as error:
        if error.code == "ParameterNotFound":
            return ""
        raise
    return str(answer["Parameter"]["Value"])


def remembers_back(site: Site) -> bool:
    """Whether the last run that reached the sessions table left the latch `back` set."""
    return bool(_table(site.run)) and _item(site).get("back", {}).get("N") == "1"


def tell(site: Site, active: Side) -> None:
    """Tell one region's workers who is active. All else about the parameter stays: Terraform looks at it."""
    name = _parameter(site.run)
    found = site.look("ssm", "describe_parameters", ParameterFilters=[{"Key": "Name", "Values": [name]}])["Parameters"]
    kept = {key: found[0][key] for key in ("KeyId", "AllowedPattern", "Description") if found and found[0].get(key)}
    what = f"tell workers of {site.region} that {active} is active"
    params: dict[str, Any] = {"Name": name, "Value": active, "Type": "SecureString", "Overwrite": True}
    site.act(what, "ssm", "put_parameter", again=5, **params, **kept)


def _parameter(run: Run) -> str:
    return f"/{run.spec.name}/active"


def _table(run: Run) -> str:
    return f"{run.spec.name}-sessions" if any(part.module == "sessions" for part in run.parts) else ""


def _item(site: Site) -> dict[str, Any]:
    answer = site.look("dynamodb", "get_item", TableName=_table(site.run), Key=_ITEM, ConsistentRead=True)
    return dict(answer.get("Item", {}))
