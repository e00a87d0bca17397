"""What to look at first: the findings, each with the value that decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from drgen.effects import at
from drgen.findings import Finding
from drgen.inventory.changes import Action, Change, Plan
from drgen.redaction import Redactor
from drgen.review.nouns import Look

_GRAVEST = ("replication_is_destroyed", "member_is_detached", "data_store_is_destroyed", "key_is_destroyed")
_ACTS = (Action.REPLACE, Action.DELETE, Action.UPDATE, Action.CREATE)


def looks(
    findings: Iterable[Finding], plans: Sequence[Plan], names: Mapping[str, str], redactor: Redactor
) -> tuple[Look, ...]:
    """The findings of the checks of changes, the worst first, then by root and address."""
    changes = {(plan.source, one.address): one for plan in plans for one in plan.changes if one.action in _ACTS}
    found = [
        _look(finding, changes.get((str(finding.path[0]), finding.address)), names, redactor) for finding in findings
    ]
    order = {name: number for number, name in enumerate(names.values())}
    return tuple(
        sorted(found, key=lambda look: (-look.severity, _rank(look), order[look.root], look.finding.address, look.does))
    )


def _rank(look: Look) -> int:
    """Among equals, what loses data comes first."""
    return _GRAVEST.index(look.finding.check) if look.finding.check in _GRAVEST else len(_GRAVEST)


def _look(finding: Finding, change: Change | None, names: Mapping[str, str], redactor: Redactor) -> Look:
    does, _, means = finding.message.partition(".\n")
    root = names[str(finding.path[0])]
    clean = replace(
        finding,
        path=(root,),
        message=redactor.words(finding.message),
        address=redactor.words(finding.address),
        attribute=redactor.words(finding.attribute),
    )
    before, after = _values(change, finding.attribute, redactor) if change and finding.attribute else ("", "")
    forces = bool(change and finding.attribute in change.forced_by)
    action = change.action if change else None
    return Look(clean, redactor.words(does), redactor.words(means), root, action, before, after, forces)


def _values(change: Change, path: str, redactor: Redactor) -> tuple[str, str]:
    """Before and after as they may be shown; nothing where the value itself stays."""
    before, after = at(change.before, path), at(change.after, path)
    if before == after:
        return "", ""
    keys = path.split(".")
    old, new = (redactor.value(value, *keys, type_=change.type) for value in (before, after))
    return ("", "") if old == new and old.startswith("(") else (old, new)
