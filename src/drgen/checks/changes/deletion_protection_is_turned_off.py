"""A plan takes the last guard from a store: it can be deleted by a slip, or without a copy.

Replication is no help against a deletion. What stands between a slip and the loss of all data is a flag, a final
snapshot, or the days in which a deletion can be taken back.

Keep the guard. To delete the store for good, take the guard off by hand in the change that deletes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import topology
from drgen.effects import Turn, falls, finding, name, number, turns, updated, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.HIGH

_ON = ("deletion_protection", "deletion_protection_enabled", "enable_deletion_protection", "copy_tags_to_snapshot")
_OFF = ("skip_final_snapshot", "force_destroy", "force_delete", "delete_automated_backups")
_GUARDED = (*topology.STORES, *topology.LINKS, "aws_lb", "aws_alb", "aws_eks_cluster", "aws_cognito_user_pool")


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in updated(plans, *_GUARDED):
        kind = topology.STORES.get(change.type) or topology.LINKS.get(change.type, change.type.removeprefix("aws_"))
        for found in turns(change, *_ON[:3], *_OFF, "recovery_window_in_days"):
            if does := _does(found):
                told = f"{does} the {kind} {name(change)}{where(change)}"
                yield finding(
                    change, told, _MEANS.get(found.attribute, _SLIP), found.attribute, instead=_milder(change)
                )


def _does(found: Turn) -> str:
    if found.attribute in _ON:
        return "turns off deletion protection of" if found.before is True and found.goes else ""
    if found.attribute == "recovery_window_in_days":
        return "lets a deletion take effect at once for" if falls(found) and number(found.after) == 0 else ""
    return _WORDS[found.attribute] if found.after is True else ""


def _milder(change: Change) -> Severity | None:
    return None if change.type in topology.STORES or change.type in topology.LINKS else Severity.MEDIUM


_WORDS = {
    "skip_final_snapshot": "gives up the final snapshot of",
    "force_destroy": "lets Terraform delete, with all that it holds,",
    "force_delete": "lets Terraform delete, with all that it holds,",
    "delete_automated_backups": "lets the backups go together with",
}
_SLIP = "One wrong apply, or one click, deletes it; the other region's copy stands alone or follows it."
_MEANS = {
    "skip_final_snapshot": "If it is ever deleted or replaced, nothing is left of it.",
    "delete_automated_backups": "If it is ever deleted, no point in time can be restored.",
    "recovery_window_in_days": "A value deleted by mistake is gone at once, and its replicas with it.",
}
