"""How the platform is now: who writes, how far the copies are behind, where traffic goes, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import checks
from drgen.errors import DrgenError
from drgen.failover import engine, handed, lease, live, plan, rows, statelocks, together
from drgen.failover.engine import Wish
from drgen.failover.outcome import NotReadyError
from drgen.failover.run import Site
from drgen.failover.steps import BESIDES, dns
from drgen.failover.store import Store
from drgen.findings import Finding, Severity
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.failover.rows import Row
    from drgen.failover.run import Run, World
    from drgen.project import Project

PROBE, REST = 4.0, 5.5  # seconds: to hear from the regions, and all that they have to say


@dataclass(frozen=True)
class Status:
    """What is, and what the checks say to it."""

    rows: list[Row]
    findings: list[Finding]

    @property
    def is_well(self) -> bool:
        """Whether nothing is bad or unknown."""
        is_fine = all(row.state in ("ok", "note") for row in self.rows)
        return is_fine and not any(finding.severity > Severity.NOTE for finding in self.findings)


@dataclass(frozen=True)
class _Asked:
    """A question of its own, whose answer is rows."""

    about: str
    name: str
    ask: Callable[[], list[Row]]


def look(project: Project, name: str, world: World, seconds: float = REST) -> Status:
    """Everything, the regions first; changes nothing, and waits for `seconds` after the regions were heard of.

    What is not answered is unknown, and never well.
    """
    run = engine.prepare(project, name, Wish("switchover", "standby"), world)
    takers = {stack.name: stack for stack in project.load(name)[1] if handed.givers(stack)}
    silent = _silent(run)
    sides = [side for side in SIDES if side not in silent]
    others = list(_others(project, name, world, run, sides))
    seen, unread, given, told = _asked(run, sides, takers, others, seconds)
    faults = {
        root: handed.faults(stack, project.environment(name) / root, {k: v for k, v in given.items() if _is_answer(v)})
        for root, stack in takers.items()
    }
    found = checks.run(_facts(run, seen, faults), live.FOLDER)
    return Status(
        [
            *rows.regions(run, silent),
            *rows.stores(run, seen["writes"]),
            *rows.lags(seen["lags"]),
            *_told(others, told),
            *rows.latches(run, seen["latches"]),
            *rows.capacity(run, seen["clusters"]),
            *_handovers(takers, given, faults),
            *rows.drills(run),
            *_checked(silent, unread, found),
        ],
        sorted(found, key=lambda finding: (-finding.severity, finding.check, finding.message)),
    )


def _asked(
    run: Run, sides: list[Side], takers: dict[str, Any], others: list[_Asked], seconds: float
) -> tuple[dict[str, dict[Side, Any]], dict[tuple[str, Side], str], dict[str, Any], list[Any]]:
    """All at once: what was seen and what not, the givers' outputs, and what the others say."""
    kinds = {(kind, side): partial(live.look(kind), _site(run, side)) for kind in live.kinds() for side in sides}
    roots = sorted({giver for stack in takers.values() for giver in handed.givers(stack)})
    outputs = {root: partial(handed.outputs, run, root) for root in roots if handed.home(root) in sides}
    questions: list[Callable[[], Any]] = [*kinds.values(), *outputs.values(), *(one.ask for one in others)]
    answers = together.ask(questions, seconds)
    given: dict[str, Any] = dict(zip(outputs, answers[len(kinds) :], strict=False))
    return *_sorted(dict(zip(kinds, answers, strict=False))), given, answers[len(kinds) + len(outputs) :]


def _silent(run: Run) -> dict[Side, str]:
    """The sides that cannot be asked, and why not."""
    asked = together.ask([partial(_site(run, side).look, "sts", "get_caller_identity") for side in SIDES], PROBE)
    found: dict[Side, str] = {}
    for side, answer in zip(SIDES, asked, strict=True):
        if isinstance(answer, DrgenError):
            found[side] = str(answer)
        elif (account := answer["Account"]) != run.spec.account:
            found[side] = f"these credentials are of account {account}, the platform lives in {run.spec.account}"
    return found


def _others(project: Project, name: str, world: World, run: Run, sides: list[Side]) -> Iterator[_Asked]:
    """What is asked besides: whether a failover could begin, where traffic goes, who holds what."""
    other = SIDES[1 - SIDES.index(run.spec.active)]
    if other in sides:
        wish = engine.prepare(project, name, Wish("failover", other), world)
        yield _Asked("failover", other, partial(_restorable, wish))
        for task in (task for phase in plan.tasks(wish) for task in phase if task.phase not in BESIDES):
            yield _Asked("failover", task.part.instance, partial(_ready, wish, task))
    if any(part.module == "dns" for part in run.parts) and run.spec.active in sides:
        yield _Asked("traffic", "", partial(_traffic, engine.toward(run, run.spec.active)))
    for side in sides:
        yield _Asked("run", side, partial(_holders, run, side))


def _restorable(wish: Run) -> list[Row]:
    try:
        engine.refuse_restore(wish)
    except NotReadyError as error:
        return [rows.Row("failover", wish.target, "bad", f"{error}; {error.hint}")]
    return []


def _ready(wish: Run, task: plan.Task) -> list[Row]:
    return [rows.Row("failover", task.part.instance, "bad", why) for why in task.step.ready(task.part, wish)]


def _traffic(run: Run) -> list[Row]:
    waits = dns.answered(run)
    words = waits or f"goes to {run.here.region}"
    return [rows.Row("traffic", ", ".join(run.spec.hosts), "bad" if waits else "ok", words)]


def _holders(run: Run, side: Side) -> list[Row]:
    """The run that has the platform, and states that are locked."""
    store = Store.of(run.reach, run.spec, side)
    held, found = lease.holder(store), []
    if held and not held["released"]:
        words = f"{held['run']}, started by {held['who']}, is on its way or broke off"
        found.append(rows.Row("run", side, "bad", words))
    locks = {root: statelocks.held(store, root) for root in (side, *(("global",) if side == "standby" else ()))}
    return found + [rows.Row("state", root, "bad", f"locked: {words}") for root, words in locks.items() if words]


def _told(others: list[_Asked], told: list[Any]) -> Iterator[Row]:
    could, unsure = True, False
    for asked, answer in zip(others, told, strict=True):
        if isinstance(answer, DrgenError):
            unsure |= asked.about == "failover"
            yield rows.Row(asked.about, asked.name, "unknown", str(answer))
        else:
            could &= not (asked.about == "failover" and answer)
            yield from answer
    if any(asked.about == "failover" for asked in others) and could and not unsure:
        yield rows.Row("failover", "", "ok", "could begin now: every step is ready, and within its RPO")


def _handovers(takers: dict[str, Any], given: dict[str, Any], faults: dict[str, list[str]]) -> Iterator[Row]:
    """Whether each root was handed what its givers say now; of a giver that could not be read nobody knows."""
    for root, stack in takers.items():
        unread = [giver for giver in handed.givers(stack) if not _is_answer(given.get(giver))]
        if faults[root]:
            yield rows.Row("handover", root, "bad", "not as its givers say now: see handover_is_out_of_date")
        elif unread:
            whys = "; ".join(
                str(given[giver]) if giver in given else f"{giver}: its region is silent" for giver in unread
            )
            yield rows.Row("handover", root, "unknown", f"what {', '.join(unread)} gives cannot be read: {whys}")
        else:
            yield rows.Row("handover", root, "ok", f"as {', '.join(handed.givers(stack))} give it now")


def _sorted(answers: dict[tuple[str, Side], Any]) -> tuple[dict[str, dict[Side, Any]], dict[tuple[str, Side], str]]:
    """What was seen, by kind and side, and why the rest was not."""
    seen: dict[str, dict[Side, Any]] = {kind: {} for kind in live.kinds()}
    unread = {}
    for (kind, side), answer in answers.items():
        if _is_answer(answer):
            seen[kind][side] = answer
        else:
            unread[kind, side] = str(answer)
    return seen, unread


def _checked(silent: Iterable[Side], unread: dict[tuple[str, Side], str], found: list[Finding]) -> Iterator[Row]:
    """How many checks looked, and which could not."""
    known = checks.every(live.FOLDER)
    for side in silent:
        yield rows.Row("checks", side, "unknown", f"{len(known)} checks hear nothing of it: that region is silent")
    for (kind, side), why in sorted(unread.items()):
        blind = ", ".join(check.id for check in known if kind in check.reads)
        yield rows.Row("checks", kind, "unknown", f"{side}: {why}; nobody decides {blind}")
    if not silent and not unread:
        told = f"{len(known)} checks of what runs: {len(found)} findings"
        yield rows.Row("checks", "", "note" if found else "ok", told)


def _facts(run: Run, seen: dict[str, dict[Side, Any]], faults: dict[str, list[str]]) -> dict[str, Any]:
    return {"spec": run.spec, "parts": run.parts, "now": run.world.clock.now(), "handovers": faults} | seen


def _is_answer(answer: Any) -> bool:
    return answer is not None and not isinstance(answer, DrgenError)


def _site(run: Run, side: Side) -> Site:
    return Site(run, side, getattr(run.spec.regions, side).name)
