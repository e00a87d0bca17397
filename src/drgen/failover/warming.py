"""A cache that a job loads: the CronJob that `scale` names for it is run once, in the cluster that serves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError
from drgen.failover.outcome import StoppedError
from drgen.failover.steps import eks

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run

_BATCH = "/apis/batch/v1/namespaces"


def named(part: Part, run: Run) -> tuple[Part, str] | None:
    """The cluster and the CronJob, `namespace/name`, that load a cache; None where the spec names none."""
    for cluster in run.parts:
        scale = run.spec.scale.get(cluster.instance)
        if scale and part.instance in scale.jobs:
            return cluster, scale.jobs[part.instance]
    return None


def ready(part: Part, run: Run) -> Iterator[str]:
    """Why the job cannot be run."""
    found = named(part, run)
    if found and not eks.cluster(run.here, found[0].name):
        yield f"there is no cluster {found[0].name} in {run.here.region} to load it"
    elif found and not _get(run, found[0], _cronjob(found[1])):
        yield f"there is no CronJob {found[1]} in cluster {found[0].name} to load it"


def move(part: Part, run: Run) -> None:
    """Run the job, once a run."""
    found = named(part, run)
    if not found or _get(run, found[0], _job(found[1], run)):
        return
    cluster, name = found
    template = (_get(run, cluster, _cronjob(name)) or {})["spec"]["jobTemplate"]
    path, _, own = _job(name, run).rpartition("/")
    body = {
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": {**template.get("metadata", {}), "name": own},
        "spec": template["spec"],
    }
    run.ask_cluster(run.here, f"load {part.name} by {name}", _access(run, cluster), ("POST", path, body))


def settled(part: Part, run: Run) -> str | None:
    """What the job still has to do. Raises StoppedError where it failed for good."""
    found = named(part, run)
    if not found:
        return None
    status = (_get(run, found[0], _job(found[1], run)) or {}).get("status") or {}
    conditions = {one["type"] for one in status.get("conditions") or [] if one.get("status") == "True"}
    if "Failed" in conditions:
        raise StoppedError(f"{part.instance}: the job of {found[1]} failed", hint="look at its pods' logs")
    return None if status.get("succeeded") else f"{found[1]} is loading it"


def _get(run: Run, cluster: Part, path: str) -> dict[str, Any] | None:
    try:
        return run.world.kubernetes(_access(run, cluster), "GET", path, None)
    except AwsError as error:
        if error.code == "404":
            return None
        raise


def _access(run: Run, cluster: Part) -> dict[str, str]:
    return eks.access(run.here, eks.cluster(run.here, cluster.name))


def _cronjob(name: str) -> str:
    namespace, _, own = name.partition("/")
    return f"{_BATCH}/{namespace}/cronjobs/{own}"


def _job(name: str, run: Run) -> str:
    namespace, _, own = name.partition("/")
    return f"{_BATCH}/{namespace}/jobs/{own[:40]}-{run.id.partition('-')[0].lower()}"
