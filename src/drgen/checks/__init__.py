"""The checks: one file each, named after the sentence that is wrong.

A check's docstring is its documentation: what is wrong, why that matters, how to mend it. Its parameters name what it
reads, `severity` how bad it is; it yields findings. No check knows which command it is in.

| folder | its checks read | run by |
|---|---|---|
| `checks/` | the spec and the stacks: `facts.findings` | `drgen check`, `drgen validate` |
| `checks/modules/` | `modules`: the text of their Terraform, whatever environment calls them | the same |
| `checks/regions/` | `regions`: anybody's Terraform as a primary and a standby | `drgen parity`, `drgen review` |
| `checks/changes/` | `plans`: what Terraform would do | `drgen review` |
| `checks/live/` | what both regions say of what runs there: drgen.failover.live | `drgen status` |
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.spec import Spec

COMMANDS = {
    "": ("check",),
    "modules": ("check",),
    "regions": ("parity", "review"),
    "changes": ("review",),
    "live": ("status",),
}  # who runs a folder's checks


@dataclass(frozen=True)
class Check:
    """One check: its id, what it reads, and what it says about itself."""

    id: str
    severity: Severity
    reads: frozenset[str]
    folder: str  # of this package: "", modules, regions, changes or live
    documentation: str
    function: Callable[..., Iterable[Finding]]

    @property
    def fault(self) -> str:
        """The first line: what is wrong."""
        return self.documentation.splitlines()[0]

    @property
    def fix(self) -> str:
        """The last paragraph, on one line: how to mend it."""
        return " ".join(self.documentation.split("\n\n")[-1].split())

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands that run it."""
        return COMMANDS[self.folder]


def ids(*folders: str) -> list[str]:
    """The ids of the checks of some folders, or of all, sorted. Imports none of them."""
    return sorted(name for folder in folders or COMMANDS for name in _names(folder))


@cache
def every(*folders: str) -> tuple[Check, ...]:
    """The checks of some folders, or of all, by id."""
    found = [_load(folder, name) for folder in folders or COMMANDS for name in _names(folder)]
    return tuple(sorted(found, key=lambda check: check.id))


def run(
    facts: Mapping[str, Any],
    *folders: str,
    already: Iterable[Finding] = (),
    only: Callable[[Check], bool] = lambda _: True,
) -> list[Finding]:
    """What the checks that `facts` hold everything for have to say, after what was found `already`.

    Without `folders` it asks those of the spec and the stacks; what those of the modules say is found `already`.

    Checks that read `found` come last: they judge what the others found.
    """
    known = every(*folders or ("",))
    chosen = [check for check in known if only(check)]
    first = [check for check in chosen if check.reads <= facts.keys()]
    found = [*already, *(finding for check in first for finding in _ask(check, facts))]
    ran = frozenset([*(check.id for check in first), *ids("modules")])
    late = {**facts, "found": found, "ran": ran}
    last = [check for check in chosen if check not in first and check.reads <= late.keys()]
    return found + [finding for check in last for finding in _ask(check, late)]


def _names(folder: str) -> list[str]:
    """The checks of a folder; what begins with an underscore helps them."""
    found = pkgutil.iter_modules([str(Path(__path__[0], folder))])
    return [one.name for one in found if not one.ispkg and not one.name.startswith("_")]


def _load(folder: str, name: str) -> Check:
    module = import_module(".".join(filter(None, (__name__, folder, name))))
    reads = frozenset(inspect.signature(module.check).parameters)
    return Check(name, module.severity, reads, folder, (module.__doc__ or "").strip(), module.check)


def _ask(check: Check, facts: Mapping[str, Any]) -> Iterator[Finding]:
    spec: Spec | None = facts.get("spec")
    for finding in check.function(**{name: facts[name] for name in check.reads}):
        severity = check.severity if finding.instead is None else finding.instead
        known = replace(finding, check=check.id, severity=severity, fix=finding.fix or check.fix)
        yield _placed(known, spec) if spec else known


def _placed(finding: Finding, spec: Spec) -> Finding:
    """The finding with its place in the spec; one about a module's file has its own."""
    if finding.mark:
        return finding
    problem = spec.problem(*finding.path, message="")
    return replace(finding, mark=problem.mark, line=problem.line)
