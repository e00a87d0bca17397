"""The checks: one file each, named after the sentence that is wrong.

A check's docstring is its documentation: what is wrong, why that matters, how to mend it. Its parameters name what it
reads, `severity` how bad it is; it yields findings. What a check may ask for is what `facts.Facts` holds.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.spec import Spec

COMMANDS = {  # which command has what a check reads
    "check": {"spec", "stacks", "catalog", "modules", "neighbours", "observed", "today", "found", "ran"},
    "review": {"plan"},
    "parity": {"primary", "standby"},
}


@dataclass(frozen=True)
class Check:
    """One check: its id, what it reads, and what it says about itself."""

    id: str
    severity: Severity
    reads: frozenset[str]
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
    def commands(self) -> list[str]:
        """The commands that can run it."""
        return [name for name, has in COMMANDS.items() if self.reads - COMMANDS["check"] <= has and self._needs(name)]

    def _needs(self, command: str) -> bool:
        return command == "check" if self.reads <= COMMANDS["check"] else bool(self.reads & COMMANDS[command])


def ids() -> list[str]:
    """The ids of all checks, sorted. Imports none of them."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__))


@cache
def every() -> tuple[Check, ...]:
    """All checks, by id."""
    return tuple(_load(name) for name in ids())


def run(
    facts: Mapping[str, Any], *, already: Iterable[Finding] = (), only: Callable[[Check], bool] = lambda _: True
) -> list[Finding]:
    """What the checks that `facts` hold everything for have to say, after what was found `already`.

    Checks that read `found` come last: they judge what the others found.
    """
    chosen = [check for check in every() if only(check)]
    first = [check for check in chosen if check.reads <= facts.keys()]
    found = [*already, *(finding for check in first for finding in _ask(check, facts))]
    ran = frozenset(check.id for check in every() if check in first or check.reads == {"modules"})
    late = {**facts, "found": found, "ran": ran}
    last = [check for check in chosen if check not in first and check.reads <= late.keys()]
    return found + [finding for check in last for finding in _ask(check, late)]


def _load(name: str) -> Check:
    module = import_module(f"{__name__}.{name}")
    reads = frozenset(inspect.signature(module.check).parameters)
    return Check(name, module.severity, reads, (module.__doc__ or "").strip(), module.check)


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
