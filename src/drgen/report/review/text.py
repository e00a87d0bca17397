"""A review for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from drgen.report import _words
from drgen.report.review import _said
from drgen.review.nouns import Look, Review, Root

_WIDTH = 110
_MOST = 40  # of what is to be looked at, and of the diffs of one root: the rest is counted


def text(review: Review) -> str:
    """The verdict, the roots, what to look at first, and what else there is."""
    parts = [[_words.flat(review.verdict)], _table(review), [*_looks(review)], [*_effects(review)], [*_parity(review)]]
    parts += [[*_root(root)] for root in review.roots if root.diffs or root.warnings]
    parts.append([_words.counted(review.findings), _said.HONEST])
    return _said.inert("\n".join("\n".join(part) + "\n" for part in parts if part))


def _table(review: Review) -> list[str]:
    columns = _said.columns(review)
    rows = [["root", *columns]] + [[_words.flat(r.name), *(str(r.counts[c]) for c in columns)] for r in review.roots]
    if len(review.roots) > 1:
        rows.append(["all", *(str(review.totals[column]) for column in columns)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]


def _looks(review: Review) -> Iterator[str]:
    if review.looks:
        yield "Look at these first"
    for look in review.looks[:_MOST]:
        yield from _look(look)
    if left := len(review.looks[_MOST:]):
        yield f"  and {left} more, none of them worse"


def _look(look: Look) -> Iterator[str]:
    where = (str(look.severity).upper(), look.root, look.finding.address, look.finding.check)
    yield f"  {'  '.join(map(_words.flat, where))}"
    yield from _folded(f"It {look.does}.")
    yield from _folded(_said.decides(look))
    yield from _folded(look.means)
    yield from _folded(f"Instead: {look.finding.fix}")


def _effects(review: Review) -> Iterator[str]:
    if review.effects:
        yield "What becomes of the objectives (p95, estimated unless measured)"
    for effect in review.effects:
        kept = "kept" if effect.kept else "NOT KEPT"
        told = (
            f"{effect.promise} of {effect.scope}: {effect.before} → {effect.after}, promised {effect.declared}: {kept}"
        )
        yield from _folded(f"{told}. {effect.because}")


def _parity(review: Review) -> Iterator[str]:
    if review.parity:
        yield "Where the regions differ after this"
    for finding in _words.ordered(review.parity)[:_MOST]:
        yield f"  {str(finding.severity).upper()}  {_words.flat(finding.address)}  {finding.check}"
        yield from _folded(finding.message)
    if left := len(review.parity[_MOST:]):
        yield f"  and {left} more"


def _root(root: Root) -> Iterator[str]:
    yield _words.flat(root.name)
    for warning in root.warnings:
        yield from _folded(f"Warning: {warning}")
    groups = _said.groups(root.diffs)
    for group in groups[:_MOST]:
        yield from (f"  {line}" for line in _said.lines(group))
    if left := sum(len(group.diffs) for group in groups[_MOST:]):
        yield f"  and {left} more resources"


def _folded(words: str) -> list[str]:
    return _words.folded(words, _WIDTH, "    ")
