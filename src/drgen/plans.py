"""Plan an environment's roots in apply order, two at a time, and keep each plan with its JSON.

A plan holds every value that it sets, secrets among them: what is kept is readable for its owner alone.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from drgen import offline
from drgen.aws import refuse_other_account
from drgen.errors import DrgenError
from drgen.inventory import sources
from drgen.inventory.changes import Action, Plan
from drgen.programs import terraform
from drgen.project import Project
from drgen.terms import ROOTS

COLUMNS = ("add", "change", "replace", "destroy", "forget", "moved", "imported")
_COLUMN = {
    Action.CREATE: "add",
    Action.UPDATE: "change",
    Action.REPLACE: "replace",
    Action.DELETE: "destroy",
    Action.FORGET: "forget",
}
_ALWAYS = ("root", "add", "change", "replace", "destroy", "took")
_AT_ONCE = 2  # Terraform processes: on two cores a third gains nothing, and each takes 500 MB


@dataclass(frozen=True)
class Root:
    """A root to plan: an initialised or fresh folder, and the variables that the environment may set."""

    name: str
    folder: Path
    variables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What came of one root."""

    root: str
    seconds: float
    plan: Plan | None = None  # None: it failed
    fault: str = ""

    @property
    def counts(self) -> Counter[str]:
        """By column; a replacement counts once, what is put off to a later plan not at all."""
        found: Counter[str] = Counter()
        for change in self.plan.changes if self.plan else ():
            if not change.deferred:
                found.update([_COLUMN[change.action]] if change.action in _COLUMN else [])
                found.update(["moved"] * bool(change.moved_from) + ["imported"] * bool(change.imported))
        return found

    @property
    def acts(self) -> bool:
        """Whether applying it would change anything, if only an output or an address."""
        outputs = self.plan.outputs if self.plan else None
        return bool(self.counts.total()) or any(one is not Action.NO_OP for one in (outputs or {}).values())


def committed(project: Project, name: str) -> list[Root]:
    """The roots of an environment as they are committed, for plans against AWS.

    Raises DrgenError where the credentials are of another account.
    """
    spec, stacks = project.load(name)
    # The active region is the one that must be there: the other may be dark.
    refuse_other_account(spec, getattr(spec.regions, spec.active).name)
    return [Root(s.name, project.environment(name) / s.name, tuple(v.name for v in s.variables)) for s in stacks]


def scratch(project: Project, name: str, *, together: bool) -> list[Root]:
    """The same in a scratch copy that asks nothing of AWS; `together`, one root that calls all of them."""
    folder = offline.prepare(project, name, *project.load(name))
    return [Root(root, folder / root) for root in ([offline.EVERY_ROOT] if together else ROOTS)]


def run(roots: Sequence[Root], out: Path, *, aws: bool, tell: Callable[[str], None]) -> list[Planned]:
    """Plan each root into `out`, which is emptied first; one that fails does not keep the others from being planned.

    `aws` lets the credentials through and refreshes; without it nothing but the folder is asked.
    """
    _fresh(out)
    initialising = threading.Lock()  # one at a time: Terraform's plugin cache bears no two

    def planned(root: Root) -> Planned:
        start = time.monotonic()
        try:
            with initialising:
                terraform.init(root.folder, aws=aws)
            plan = _plan(root, out, aws=aws)
        except DrgenError as error:
            return Planned(root.name, time.monotonic() - start, fault=str(error))
        finally:
            tell(f"{root.name}: {time.monotonic() - start:.1f} s")
        return Planned(root.name, time.monotonic() - start, plan)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(planned, roots))


def table(planned: Iterable[Planned]) -> str:
    """One line a root: what it adds, changes, replaces and destroys, and how long it took."""
    rows = [["root", *COLUMNS, "took"]]
    for one in planned:
        counts = ["–"] * len(COLUMNS) if one.plan is None else [str(one.counts[column]) for column in COLUMNS]
        rows.append([one.root, *counts, f"{one.seconds:.1f} s"])
    kept = [column for column in zip(*rows, strict=True) if column[0] in _ALWAYS or set(column[1:]) - {"0", "–"}]
    widths = [max(map(len, column)) for column in kept]
    return "\n".join(_line(cells, widths) for cells in zip(*kept, strict=True))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
    return "  ".join([first.strip().ljust(widths[0]), *rest])


def _fresh(out: Path) -> None:
    """A plan of an earlier run must not be taken for one of this."""
    out.mkdir(parents=True, exist_ok=True)
    out.chmod(0o700)
    for name in (*ROOTS, offline.EVERY_ROOT):
        _forget(out, name)


def _forget(out: Path, name: str) -> None:
    for kind in ("tfplan", "json"):
        (out / f"{name}.{kind}").unlink(missing_ok=True)


def _plan(root: Root, out: Path, *, aws: bool) -> Plan:
    plan, shown = out / f"{root.name}.tfplan", out / f"{root.name}.json"
    for path in (plan, shown):
        path.touch(mode=0o600)
    try:
        terraform.plan(root.folder, plan, refresh=aws, aws=aws, variables=root.variables)
        terraform.show_into(root.folder, plan, shown)
        return sources.read_plan(shown)
    except DrgenError:
        _forget(out, root.name)
        raise
