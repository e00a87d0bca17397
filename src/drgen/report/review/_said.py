"""What the formats of a review share: signs, columns, and a diff's lines as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from drgen.inventory.changes import Action
from drgen.report import _words
from drgen.review.nouns import COUNTED, Diff, Look, Review

SIGNS = {
    Action.CREATE: "+",
    Action.UPDATE: "~",
    Action.REPLACE: "-/+",
    Action.DELETE: "-",
    Action.FORGET: "x",
    Action.NO_OP: " ",
    Action.READ: " ",
}
ALWAYS = ("add", "change", "replace", "destroy", "moved")  # columns; the others only when they count something
_ALIKE = 4  # this many of the same are told together
_NAMED = 4  # of which so many are named
HONEST = "From the plans alone: nothing was asked of AWS."


def inert(text: str) -> str:
    """The same, with no line that a runner of GitHub Actions would take for a command, indented or not."""
    return re.sub(r"(?m)^([ \t]*)(::|##\[)", "\\1\u200b\\2", text)


def columns(review: Review) -> list[str]:
    """The columns of the table of roots."""
    return [word for word in COUNTED if word in ALWAYS or review.totals[word]]


def decides(look: Look) -> str:
    """The value that decides: `global_cluster_identifier "shop-prod-orders" → null`."""
    forces = ", which forces the replacement" if look.forces else ""
    values = f" {look.before} → {look.after}" if look.before else ""
    attribute = look.finding.attribute
    return _words.flat(f"{attribute}{values}{forces}") if attribute and (values or forces) else ""


def remarks(diff: Diff) -> str:
    """What Terraform adds: where it moved from, why it is replaced."""
    return "; ".join(map(_words.flat, diff.remarks))


def lines(group: Group) -> Iterator[str]:
    """A group of diffs as text, a line a value; what is told of a resource that stays alone is told whole."""
    diff, about = group.first, remarks(group.first)
    yield f"{SIGNS[diff.action]} {group.title}" + (
        f"  ({about})" if about and not (diff.lines and group.members) else ""
    )
    if group.members:
        yield f"    {group.members}"
    for line in diff.lines:
        forces = "  # forces the replacement" if line.forces else ""
        values = f": {line.before} → {line.after}" if line.before or line.after else ""
        yield f"    {_words.flat(line.path + values + forces)}"


@dataclass(frozen=True)
class Group:
    """Resources to which the same happens."""

    diffs: tuple[Diff, ...]

    @property
    def first(self) -> Diff:
        return self.diffs[0]

    @property
    def title(self) -> str:
        """The address, or how many of what there are."""
        if len(self.diffs) == 1:
            return _words.flat(self.first.address)
        blocks = sorted({_block(diff) for diff in self.diffs})
        alike = f"× {blocks[0]}" if len(blocks) == 1 else "resources alike"
        return _words.flat(f"{len(self.diffs)} {alike}")

    @property
    def members(self) -> str:
        """The first few of several that are not of one block."""
        if len({_block(diff) for diff in self.diffs}) == 1:
            return ""
        told = ", ".join(_words.flat(diff.address) for diff in self.diffs[:_NAMED])
        more = len(self.diffs) - _NAMED
        return f"{told}, and {more} more" if more > 0 else told


def groups(diffs: Iterable[Diff]) -> list[Group]:
    """The diffs in their order, with those put together to which the same happens; what is dangerous stays alone."""
    found: dict[object, list[Diff]] = {}
    for number, diff in enumerate(diffs):
        same = diff.lines or _block(diff)
        key = (diff.action, same, diff.remarks if not diff.lines else ()) if diff.severity is None else number
        found.setdefault(key, []).append(diff)
    together = {key: len(group) >= _ALIKE for key, group in found.items()}
    return [
        group
        for key, alike in found.items()
        for group in ([Group(tuple(alike))] if together[key] else [Group((diff,)) for diff in alike])
    ]


def _block(diff: Diff) -> str:
    """The address without the keys of its instances."""
    return re.sub(r"\[[^\]]*\]", "[…]", diff.address)
