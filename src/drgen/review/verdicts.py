"""The verdict in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from drgen.findings import Severity
from drgen.inventory.changes import Action, Change, Plan
from drgen.review.nouns import Look, Root

_OPENING = {
    Severity.BLOCKER: "Blocked",
    Severity.HIGH: "Look twice",
    Severity.MEDIUM: "Worth a look",
    Severity.NOTE: "To know",
}
_TAGS = {"tags", "tags_all"}


def verdict(roots: Sequence[Root], looks: Sequence[Look], plans: Sequence[Plan]) -> str:
    """What is worst, or how little it is; that a plan is partial is never left out."""
    said = _worst(looks, sum(root.changes > 0 for root in roots)) if looks else _harmless(roots, plans)
    partial = [root.name for root in roots if root.warnings]
    return f"{said} Not the whole story: see the warnings about {', '.join(partial)}." if partial else said


def _worst(looks: Sequence[Look], acting: int) -> str:
    first = looks[0]
    subject = "this plan" if acting <= 1 else f"the plan of {first.root}"
    same = sum(look.severity is first.severity for look in looks) - 1
    more = f" {same} more {'is' if same == 1 else 'are'} just as grave." if same else ""
    return f"{_OPENING[first.severity]}: {subject} {first.does}.{more}"


def _harmless(roots: Sequence[Root], plans: Sequence[Plan]) -> str:
    counts = sum((Counter(root.counts) for root in roots), Counter[str]())
    acting = sum(counts[word] for word in ("add", "change", "replace", "destroy", "forget"))
    count = counts["moved"]
    moved = f"{count} resource{'s' * (count != 1)} move{'s' * (count == 1)} to another address"
    if not acting and not counts["imported"]:
        if counts["moved"]:
            return f"Nothing changes but addresses: {moved}."
        return "Only outputs change." if any(root.outputs for root in roots) else "No changes."
    changed = [change for plan in plans for change in plan.changes if change.action is Action.UPDATE]
    if acting == counts["change"] and not counts["imported"] and all(map(_is_tags, changed)):
        return f"Only tags change, on {acting} resource{'s' * (acting != 1)}; nothing that a failover depends on."
    if acting == counts["add"] and not counts["imported"]:
        return f"Only new resources: {acting} to add, and nothing that is there is touched."
    gone = "; look at what goes all the same" if counts["destroy"] or counts["replace"] else ""
    return f"Nothing found here that harms a failover{gone}: {_listed(counts)}."


def _is_tags(change: Change) -> bool:
    return {path.split(".")[0] for path in change.changed()} in ({"tags"}, {"tags_all"}, _TAGS)


def _listed(counts: Counter[str]) -> str:
    words = {"add": "added", "change": "changed", "replace": "replaced", "destroy": "destroyed", "forget": "forgotten"}
    words |= {"moved": "moved", "imported": "imported"}
    return ", ".join(f"{counts[word]} {said}" for word, said in words.items() if counts[word])
