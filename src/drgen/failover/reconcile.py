"""After a failover: the spec and the files beside it say what is, and no plan wants it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgen import files, render
from drgen.aws import AwsError
from drgen.errors import DrgenError
from drgen.facts import OBSERVED
from drgen.failover import latch, observed, specfile, statelocks, writers
from drgen.failover.run import Run, Site
from drgen.failover.store import Store
from drgen.project import shipped
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.failover.observed import Found
    from drgen.project import Project


@dataclass(frozen=True)
class Reconciled:
    """What it found and changed."""

    active: Side
    changed: list[str]  # files, relative to the environment
    plans: dict[str, list[str]] = field(default_factory=dict)  # what each planned root would change, by address
    skipped: dict[str, str] = field(default_factory=dict)  # why a root was not planned
    released: list[str] = field(default_factory=list)  # roots whose state is no longer held


def reachable(run: Run) -> dict[Side, str]:
    """The sides that answer, and for the others why not (empty when they do)."""
    found: dict[Side, str] = {}
    for side in SIDES:
        try:
            Site(run, side, getattr(run.spec.regions, side).name).look("sts", "get_caller_identity")
            found[side] = ""
        except AwsError as error:
            found[side] = str(error)
    return found


def active(run: Run, sides: Iterable[Side]) -> Side:
    """The side that serves, by who takes writes; by the latch where nothing takes any.

    Raises DrgenError where the stores, or they and the latch, do not agree.
    """
    asked = tuple(sides)
    stores = writers.writers(run, asked)
    said = {one.instance: one.leads for one in stores}
    if split := [one.instance for one in stores if one.is_split]:
        hint = f"`drgen fence {run.spec.name} --region …` closes the side that was failed away from"
        raise DrgenError(f"both sides take writes of {', '.join(split)}", hint=hint)
    if len({side for side in said.values() if side}) > 1:
        each = ", ".join(f"{one.instance}: {_told(one)}" for one in stores)
        hint = f"a run is not over: `drgen failover resume {run.spec.name}`"
        raise DrgenError(f"the stores do not agree who leads: {each}", hint=hint)
    leader = next((side for side in said.values() if side), None)
    latched = _latched(run, asked)
    if leader and latched and leader != latched and run.spec.hosts:
        raise DrgenError(
            f"the databases lead in {leader}, and traffic goes to {latched}",
            hint=f"`drgen failover resume {run.spec.name}` ends what was begun",
        )
    if leader is None and latched is None:
        raise DrgenError("nobody says which side serves: no region answers", hint="try again when one does")
    return leader or latched or run.spec.active


def reconcile(project: Project, name: str, run: Run, *, plan: bool, say: Callable[[str], None]) -> Reconciled:
    """Bring the environment's files to what is, plan every root that can be, and let go of the states."""
    answers = reachable(run)
    sides = [side for side, why in answers.items() if not why]
    serving = active(run, sides)
    folder = project.environment(name)
    changed = _edit(project, name, serving)
    found = {side: observed.look(run, Site(run, side, getattr(run.spec.regions, side).name)) for side in sides}
    new = {side: observed.to_import(folder / side, found[side]) for side in sides}
    changed += [f"{side}/{OBSERVED}" for side in sides if observed.write(folder / side, found[side])]
    for side in sides:
        observed.write_imports(folder / side, new[side])
    spec, stacks = project.load(name)
    changed += [change.path for change in files.write(folder, render.render(spec, stacks, shipped("templates")))]
    done = Reconciled(serving, changed, skipped={side: why for side, why in answers.items() if why})
    if plan:
        say(f"planning {' and '.join(sides)}")
        with ThreadPoolExecutor(len(SIDES)) as pool:
            planned = pool.map(lambda side: _planned(folder / side, found[side]), sides)
            done.plans.update(zip(sides, planned, strict=True))
    done.released.extend(_release(run, sides))
    if serving == "primary" and "primary" in sides:
        _tell_back(run, say)
    return done


def _tell_back(run: Run, say: Callable[[str], None]) -> None:
    """Tell a latch `back` that never heard anything that it is clear: Route 53 then has a state of it to remember."""
    site = Site(run, "primary", run.spec.regions.primary.name)
    if any(part.module == "dns" for part in run.parts) and latch.state(site, "back") == "INSUFFICIENT_DATA":
        try:
            run.reach(site.region, "cloudwatch", "put_metric_data", latch.says("back", run.spec.name, 0))
        except AwsError as error:  # only the failover roles may
            say(f"latch back was never told that it is clear: {error}; `drgen reconcile --assume-roles` may")


def _told(one: writers.Writer) -> str:
    words = {True: "writes", False: "follows", None: "unknown"}
    return " and ".join(f"{side} {words[writes]}" for side, writes in one.sides.items())


def _latched(run: Run, sides: tuple[Side, ...]) -> Side | None:
    """Where the latches send traffic; None where they cannot be read, or there are none."""
    if str(run.spec.traffic) == "routing_control" or not any(part.module == "dns" for part in run.parts):
        return None
    said: dict[str, Any] = {}
    for name, side in (("out", "standby"), ("back", "primary")):
        try:
            site = Site(run, side, getattr(run.spec.regions, side).name)  # type: ignore[arg-type]
            said[name] = latch.state(site, name) == "ALARM" if side in sides else None
        except AwsError:
            said[name] = None
    if said["back"]:
        return "primary"
    return None if said["out"] is None else "standby" if said["out"] else "primary"


def _edit(project: Project, name: str, serving: Side) -> list[str]:
    """Set `active` in the spec's own text, and make sure that nothing else of it changed."""
    path = project.environment(name) / "spec.yaml"
    before, _ = project.load(name)
    if before.active == serving:
        return []
    old = path.read_text(encoding="utf-8")
    files.replace(path, specfile.with_active(old, serving))
    after, _ = project.load(name)
    if after.model_dump() != before.model_dump() | {"active": serving}:
        files.replace(path, old)
        raise DrgenError(f"{path}: more than `active` would change", hint=f"write `active: {serving}` there yourself")
    return ["spec.yaml"]


def _planned(folder: Path, found: list[Found]) -> list[str]:
    """What a plan of one root would change, by address. Import blocks that its state needs no more are dropped."""
    from drgen.programs import terraform

    out = folder / ".terraform" / "reconcile.tfplan"
    terraform.init(folder, aws=True)
    terraform.plan(folder, out, aws=True)
    changes = terraform.show(folder, out).get("resource_changes", [])
    out.unlink()
    importing = {one["address"] for one in changes if one["change"].get("importing")}
    observed.write_imports(folder, [one for one in found if one.address in importing])
    acts = {one["address"]: _act(one["change"]) for one in changes}
    return [f"{address} ({act})" for address, act in acts.items() if act not in ("no-op", "read")]


def _act(change: dict[str, Any]) -> str:
    """What a plan does to one resource: an import alone is `no-op` in Terraform's words, and none is empty with it."""
    actions = [action for action in change["actions"] if action != "no-op" or not change.get("importing")]
    return ", ".join([*(["import"] if change.get("importing") else []), *actions])


def _release(run: Run, sides: list[Side]) -> list[str]:
    """Let go of the states that runs hold, in every bucket that answers."""
    homes: list[tuple[str, Side]] = [(side, side) for side in sides]
    homes += [("global", "standby")] if "standby" in sides else []
    released = []
    for root, side in homes:
        store = Store.of(run.reach, run.spec, side)
        held = statelocks.runs([(store, root)])
        released += [root for run_id in held if statelocks.release(store, root, run_id)]
    return released
