"""One plan as a row of the table and a list of diffs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from drgen.findings import Severity
from drgen.inventory.changes import Action, Change, Plan
from drgen.redaction import Redactor
from drgen.review import diffs
from drgen.review.nouns import COUNTED, Diff, Look, Root

_COLUMNS = {
    Action.CREATE: "add",
    Action.UPDATE: "change",
    Action.REPLACE: "replace",
    Action.DELETE: "destroy",
    Action.FORGET: "forget",
}
_WORST_FIRST = (Action.DELETE, Action.REPLACE, Action.UPDATE, Action.FORGET, Action.CREATE, Action.NO_OP)
# Terraform's own words for why, as far as they are not plain from the diff:
# https://developer.hashicorp.com/terraform/internals/json-format#change-representation
_REASONS = {
    "replace_because_tainted": "it is tainted",
    "replace_by_request": "someone asked for it with -replace",
    "replace_by_triggers": "something that it is told to follow changes",
    "delete_because_no_resource_config": "its block is gone from the code",
    "delete_because_no_module": "its module is gone from the code",
    "delete_because_wrong_repetition": "its block has count or for_each now, or no longer",
    "delete_because_count_index": "its index is beyond count",
    "delete_because_each_key": "its key is gone from for_each",
    "delete_because_no_move_target": "it was to move to where nothing is",
}


def root(plan: Plan, name: str, looks: Iterable[Look], redactor: Redactor) -> Root:
    """The plan's counts and diffs; counts are of all changes, as Terraform counts them."""
    worst: dict[str, Severity] = {}
    for look in looks:
        if look.root == name:
            worst[look.finding.address] = max(worst.get(look.finding.address, Severity.NOTE), look.severity)
    told = [_diff(change, worst, redactor) for change in plan.changes if _is_told(change)]
    told.sort(key=lambda diff: (-(diff.severity or -1), _WORST_FIRST.index(diff.action), diff.address))
    return Root(
        name=name,
        counts=_counts(plan.changes),
        diffs=tuple(told),
        outputs=sum(action is not Action.NO_OP for action in (plan.outputs or {}).values()),
        drift=len(plan.drift),
        warnings=tuple(redactor.words(one) for one in plan.warnings),
    )


def _is_told(change: Change) -> bool:
    return change.action in _COLUMNS or bool(change.moved_from or change.imported)


def _counts(changes: Iterable[Change]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for change in changes:
        if change.deferred:
            continue
        found.update([_COLUMNS[change.action]] if change.action in _COLUMNS else [])
        found.update(["moved"] * bool(change.moved_from) + ["imported"] * bool(change.imported))
    return {word: found[word] for word in COUNTED}


def _diff(change: Change, worst: dict[str, Severity], redactor: Redactor) -> Diff:
    address = redactor.words(change.address)
    remarks = [
        f"moved from {redactor.words(change.moved_from)}" if change.moved_from else "",
        f"imported by its id {redactor.value(change.imported, 'id')}" if change.imported else "",
        f"a deposed object, {redactor.words(change.deposed)}" if change.deposed else "",
        f"put off to a later plan: {redactor.words(change.deferred)}" if change.deferred else "",
        _REASONS.get(change.reason, ""),
    ]
    told = diffs.lines(change, redactor)
    return Diff(address, change.action, change.region, told, tuple(filter(None, remarks)), worst.get(address))
