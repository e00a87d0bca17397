"""A cache that nothing replicates is filled by its plan: one family of keys after another, each by its loader.

It begins with the capacity, once the databases have moved, and traffic waits for the plan's share. A Job runs in the
cluster that serves; a copy, an endpoint or a command is run from here, beside all else. After a loss nothing is copied:
the region that holds it is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from drgen.aws import AwsError
from drgen.errors import DrgenError
from drgen.failover import caches
from drgen.failover.outcome import StoppedError
from drgen.failover.steps import eks
from drgen.warming import jobs, plan
from drgen.warming.loading import Load

if TYPE_CHECKING:
    from pathlib import Path

    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site
    from drgen.warming.plan import Family, Loader, Warming

_PATIENCE = 600.0  # seconds that an application may take to answer


def planned(part: Part, run: Run) -> Warming | None:
    """The plan of a cache; None where it has none, or is to start cold."""
    return None if part.instance in run.cold else plan.of(part.instance, part.at(run.target))


def says(part: Part, run: Run) -> str:
    """What it will do, in a line."""
    warming = planned(part, run)
    if warming is None:
        return f"cache {part.name} starts " + ("cold: so it was asked for" if part.instance in run.cold else "as it is")
    loads = "; ".join(
        f"{family.keys} {family.name} by {loader.words} at {loader.rate}/s" for family, loader in _loads(part, run)
    )
    cold = "".join(
        f"; {one.name} start cold: they are copied from the region that is lost"
        for one in warming.cold(planned=run.is_planned)
    )
    seconds = warming.seconds(planned=run.is_planned)
    return f"fill cache {part.name}: {loads or 'nothing'}{cold}; {warming.share:.0%} warm after about {seconds:.0f} s"


def ready(part: Part, run: Run) -> Iterator[str]:
    """Why it cannot be filled."""
    for family, loader in _loads(part, run):
        why = _no_job(loader, run) if loader.kind == "job" else _no_load(part, family, loader, run)
        if why:
            yield f"{family.name}: {why}; `--cold {part.instance}` lets it start empty"


def move(part: Part, run: Run) -> None:
    """Begin with the first family that is not warm."""
    for family, loader in _loads(part, run):
        if not _is_warm(part, family, run):
            begin = _begin_job if loader.kind == "job" else _begin_load
            begin(part, family, loader, run)
            return


def settled(part: Part, run: Run) -> str | None:
    """What is still cold. Raises StoppedError where a load failed, or left too little warm."""
    for family, loader in _loads(part, run):
        if not _is_warm(part, family, run) and (words := _waits(part, family, loader, run)):
            return f"{family.name} of {part.name}: {words}"
    return None


def stop(run: Run) -> None:
    """End what still loads: a run that ends leaves nothing behind that works."""
    for loading in run.loading.values():
        loading.stop()


def _loads(part: Part, run: Run) -> list[tuple[Family, Loader]]:
    warming = planned(part, run)
    found = [(one, one.by(planned=run.is_planned)) for one in (warming.families if warming else ())]
    return [(family, loader) for family, loader in found if loader]


def _is_warm(part: Part, family: Family, run: Run) -> bool:
    """Whether this run, in any of its sessions, has filled a family."""
    done = run.journal.of("warmed") if run.journal else []
    return any((entry.data["instance"], entry.data["family"]) == (part.instance, family.name) for entry in done)


def _waits(part: Part, family: Family, loader: Loader, run: Run) -> str:
    """What a family waits for; empty once it is warm, which is written down."""
    try:
        return _job_waits(part, family, loader, run) if loader.kind == "job" else _load_waits(part, family, run)
    except AwsError:
        raise
    except DrgenError as error:
        hint = f"{error.hint}; or `--cold {part.instance}`" if error.hint else f"`--cold {part.instance}` goes on"
        _write(run, "cold", part, family, why=str(error))
        raise StoppedError(f"{part.instance}: {family.name}: {error}", hint=hint) from error


def _job_waits(part: Part, family: Family, loader: Loader, run: Run) -> str:
    cluster = _cluster(run)
    found = _get(run, cluster, jobs.job(str(loader.run), _tag(run))) if cluster else None
    if not jobs.settled(found, str(loader.run)):
        return f"{loader.run} is loading them" if found else "not begun"
    _write(run, "warmed", part, family, keys=family.keys, by=loader.words)
    return ""


def _load_waits(part: Part, family: Family, run: Run) -> str:
    loading = run.loading.get((part.instance, family.name))
    if loading is None:
        return "not begun"
    runs, progress = loading.runs, loading.progress
    if runs:
        return f"{progress.warm if progress else 0} of about {family.keys} keys"
    del run.loading[part.instance, family.name]
    if loading.error:
        raise loading.error
    warming, warm = planned(part, run), progress.warm if progress else 0
    if warming and warm < warming.enough(family):
        raise DrgenError(
            f"{warm} keys are warm, {warming.enough(family)} must be",
            hint="look at what loads them, or correct `keys` in its plan",
        )
    _write(run, "warmed", part, family, keys=warm, seconds=round(progress.seconds, 1) if progress else 0)
    return ""


def _begin_job(part: Part, family: Family, loader: Loader, run: Run) -> None:
    cluster, name = _cluster(run), str(loader.run)
    if cluster is None or _get(run, cluster, jobs.job(name, _tag(run))):
        return
    template = (_get(run, cluster, jobs.cronjob(name)) or {})["spec"]["jobTemplate"]
    told = {"DRGEN_WARMING_MATCH": family.match, "DRGEN_WARMING_RATE": str(loader.rate)}
    request = jobs.request(template, jobs.job(name, _tag(run)), told)
    run.ask_cluster(run.here, f"load {family.name} of {part.name} by {name}", _access(run, cluster), request)


def _begin_load(part: Part, family: Family, loader: Loader, run: Run) -> None:
    key = (part.instance, family.name)
    if key in run.loading:
        return

    def begin() -> None:
        run.loading[key] = run.world.caches.begin(_load(part, family, loader, run))

    run.work(f"load {family.name} of {part.name} by {loader.words}", f"load {part.instance} {family.name}", begin)


def _no_job(loader: Loader, run: Run) -> str:
    cluster = _cluster(run)
    if cluster is None:
        return f"there is no cluster in {run.here.region} to run {loader.run}"
    found = _get(run, cluster, jobs.cronjob(str(loader.run)))
    return "" if found else f"there is no CronJob {loader.run} in cluster {cluster.name}"


def _no_load(part: Part, family: Family, loader: Loader, run: Run) -> str:
    try:
        return run.world.caches.why_not(_load(part, family, loader, run))
    except AwsError:
        raise
    except DrgenError as error:
        return str(error)


def _load(part: Part, family: Family, loader: Loader, run: Run) -> Load:
    warming = planned(part, run)
    return Load(
        family=family,
        loader=loader,
        target=_url(part, run, run.here),
        source=_url(part, run, run.there) if loader.kind == "copy" and run.there else "",
        folder=run.folder,
        note=_notes(run) / f"{part.instance}.{family.name}.json",
        owner=run.id,
        enough=warming.enough(family) if warming else None,
        patience=_PATIENCE,
    )


def _url(part: Part, run: Run, site: Site) -> str:
    group = site.look("elasticache", "describe_replication_groups", ReplicationGroupId=part.name)
    auth = str(part.at(run.target).get("auth", "iam"))
    found = caches.address(site.region, part.name, dict(group["ReplicationGroups"][0]), auth=auth)
    if found is None:
        raise DrgenError(f"the cache in {site.region} has no address yet")
    return run.world.caches.url(found)


def _notes(run: Run) -> Path:
    """Beside the journal: how far each family is."""
    return (run.journal.path if run.journal else run.folder / run.id).with_suffix("")


def _cluster(run: Run) -> Part | None:
    """The cluster whose Jobs load caches: the first one that stands in the region."""
    found = (part for part in run.parts if part.module == "eks" and eks.cluster(run.here, part.name))
    return next(found, None)


def _get(run: Run, cluster: Part, path: str) -> dict[str, Any] | None:
    try:
        return run.world.kubernetes(_access(run, cluster), "GET", path, None)
    except AwsError as error:
        if error.code == "404":
            return None
        raise


def _access(run: Run, cluster: Part) -> dict[str, str]:
    return eks.access(run.here, eks.cluster(run.here, cluster.name))


def _tag(run: Run) -> str:
    """What tells this run's Jobs from another's."""
    return run.id.partition("-")[0]


def _write(run: Run, event: str, part: Part, family: Family, **data: object) -> None:
    assert run.journal is not None
    run.journal.write(event, instance=part.instance, family=family.name, **data)
