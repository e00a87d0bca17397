"""What the formats of a review share: signs, columns, and a diff's lines as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    return _words.flat(f"{attribute}{values}{forces}") if attribute else ""


def remarks(diff: Diff) -> str:
    """What Terraform adds: where it moved from, why it is replaced."""
    return "; ".join(map(_words.flat, diff.remarks))


def lines(diff: Diff) -> Iterator[str]:
    """A diff as text, a line a value."""
    about = remarks(diff)
    yield _words.flat(f"{SIGNS[diff.action]} {diff.address}") + (f"  ({about})" if about else "")
    for line in diff.lines:
        forces = "  # forces the replacement" if line.forces else ""
        values = f": {line.before} → {line.after}" if line.before or line.after else ""
        yield f"    {_words.flat(line.path + values + forces)}"
