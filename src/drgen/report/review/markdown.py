"""A review as a comment on a pull request.

The verdict, the table and what is worst are always there; diffs and what is less bad are left out, in whole blocks,
where they do not fit. Nothing of a plan is read as Markdown, HTML, mention or link: the only HTML is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drgen.findings import Severity
from drgen.report import _words
from drgen.report.markdown import MAX_CHARACTERS, code, plain
from drgen.report.review import _mermaid, _said
from drgen.review.nouns import Look, Review, Root

MARKER = "<!-- drgen review -->"  # hidden: by this the comment is found again and brought up to date
_LABELS = {
    Severity.BLOCKER: "🛑 **blocker**",
    Severity.HIGH: "🔶 **high**",
    Severity.MEDIUM: "🔹 **medium**",
    Severity.NOTE: "**note**",
}
_ROOM = 4_000  # for the words about what was left out
_DIFFS = 20_000  # characters that a root's diffs take at most


def markdown(review: Review) -> str:
    """At most 65,536 characters, as GitHub counts them; counts are exact whatever is left out."""
    head = "\n".join([MARKER, "", f"## {plain(review.verdict)}", "", *_table(review), ""])
    tail = f"\n<sub>{_words.counted(review.findings)} · {_said.HONEST}</sub>\n"
    room = MAX_CHARACTERS - _size(head) - _size(tail) - _ROOM
    parts = [head]
    for title, blocks, what in _sections(review):
        told, room = _section(title, blocks, what, room)
        parts.append(told)
    for root in review.roots:
        told, room = _details(root, room)
        parts.append(told)
    return _said.inert("".join([*parts, tail]))


def _sections(review: Review) -> Iterator[tuple[str, list[str], str]]:
    yield "### Look at these first", [*_looks(review)], "findings, the least bad ones,"
    yield "", [_warnings(review)] if any(root.warnings for root in review.roots) else [], ""
    yield "### What becomes of the objectives", [_effects(review)] if review.effects else [], ""
    differences = _words.ordered(review.parity)
    yield "### Where the regions differ after this", [_difference(one) for one in differences], "differences"
    picture = _mermaid.mermaid(review.picture)
    yield "", [f"\n```mermaid\n{picture}```\n"] if picture and review.looks else [], ""


def _table(review: Review) -> Iterator[str]:
    columns = _said.columns(review)
    yield f"| root | {' | '.join(columns)} |"
    yield f"| --- |{' ---: |' * len(columns)}"
    for root in review.roots:
        yield f"| {plain(root.name)} | {' | '.join(_number(root.counts[column], column) for column in columns)} |"
    if len(review.roots) > 1:
        yield f"| **all** | {' | '.join(_number(review.totals[column], column) for column in columns)} |"


def _number(count: int, column: str) -> str:
    return f"**{count}**" if count and column in ("destroy", "replace") else str(count)


def _looks(review: Review) -> Iterator[str]:
    """A block a finding; what to do instead is said once for all of one check."""
    told: set[str] = set()
    for look in review.looks:
        yield _look(look, say_instead=look.finding.fix not in told)
        told.add(look.finding.fix)


def _look(look: Look, *, say_instead: bool) -> str:
    finding = look.finding
    where = " · ".join(filter(None, [_LABELS[look.severity], plain(look.root), code(finding.address)]))
    decides = f"  \n  {code(_said.decides(look))}" if _said.decides(look) else ""
    does = f"{look.does[:1].upper()}{look.does[1:]}."
    check = f" ({code(finding.check)})"
    lines = [f"- {where}{decides}", "", f"  **{plain(does)}** {plain(look.means)}{'' if say_instead else check}", ""]
    return "\n".join([*lines, *([f"  *Instead:* {_spoken(finding.fix)}{check}", ""] if say_instead else []), ""])


def _spoken(text: str) -> str:
    """Words of ours, in which backticks mark code."""
    return "".join(code(part) if number % 2 else _spaced(part) for number, part in enumerate(text.split("`")))


def _spaced(part: str) -> str:
    """Plain, with the spaces at its ends."""
    return f"{' ' * part.startswith(' ')}{plain(part)}{' ' * part.endswith(' ') if part.strip() else ''}"


def _warnings(review: Review) -> str:
    told = [f"> - {plain(root.name)}: {plain(one)}" for root in review.roots for one in root.warnings]
    return "\n".join(["", "> **These plans do not tell everything:**", ">", *told, ""])


def _effects(review: Review) -> str:
    rows = ["| promise | promised | before | after | |", "| --- | ---: | ---: | ---: | --- |"]
    for one in review.effects:
        kept = "kept" if one.kept else "**not kept**"
        values = (f"{one.promise} of {one.scope}", one.declared, one.before, one.after)
        rows.append(f"| {' | '.join(map(plain, values))} | {kept}: {plain(one.because)} |")
    return "\n".join([*rows, "", "p95; estimates unless a drill measured them.", ""])


def _difference(finding: object) -> str:
    from drgen.findings import Finding

    assert isinstance(finding, Finding)
    where = f"{_LABELS[finding.severity]} · {code(finding.address or _words.about(finding))}"
    return f"- {where} {plain(finding.message)} ({code(finding.check)})\n"


def _section(title: str, blocks: list[str], what: str, room: int) -> tuple[str, int]:
    """As many whole blocks as fit, and the room that is left."""
    if not blocks:
        return "", room
    head = f"\n{title}\n\n" if title else ""
    shown = _fitting(blocks, room - _size(head))
    left = len(blocks) - len(shown)
    if not shown and not what:
        return "", room
    more = f"\n*{left} of {len(blocks)} {what} are left out here.*\n" if left else ""
    told = head + "".join(shown) + more
    return told, room - _size(told)


def _details(root: Root, room: int) -> tuple[str, int]:
    """A root's diffs, folded; the dangerous ones come first, and the rest is counted."""
    if not root.diffs:
        return "", room
    groups = _said.groups(root.diffs)
    blocks = ["".join(f"{line}\n" for line in _diff(group)) for group in groups]
    name = plain(root.name)
    shown = _fitting(blocks, min(room, _DIFFS) - 2 * len(name) - 200)
    left = sum(len(group.diffs) for group in groups[len(shown) :])
    count = f"{len(root.diffs)} resource{'s' * (len(root.diffs) != 1)}"
    if not shown:
        return "", room
    more = f"\n*{left} of {count} are left out here.*\n" if left else ""
    body = "".join(shown)
    fence = _fence(body)
    told = f"\n<details><summary>{name}: {count}</summary>\n\n{fence}diff\n{body}{fence}\n{more}\n</details>\n"
    return told, room - _size(told)


def _diff(group: _said.Group) -> Iterator[str]:
    """In the grammar of `diff`, which GitHub colours: `!` for what changes in place."""
    sign = {"~": "!", "-/+": "-", "x": "-"}
    mark = _said.SIGNS[group.first.action]
    for number, line in enumerate(_said.lines(group)):
        if number == 0:
            told = line.removeprefix(mark).strip()
            yield f"{sign.get(mark, mark)} {'-/+ ' if mark == '-/+' else ''}{told}"
        else:
            yield f"  {line}"


def _fence(body: str) -> str:
    """Longer than any row of backticks inside."""
    longest = max((len(run) for line in body.splitlines() for run in _runs(line)), default=0)
    return "`" * max(3, longest + 1)


def _runs(line: str) -> Iterable[str]:
    return ("".join(c if c == "`" else " " for c in line)).split()


def _fitting(blocks: Iterable[str], room: int) -> list[str]:
    fit = []
    for block in blocks:
        room -= _size(block)
        if room < 0:
            break
        fit.append(block)
    return fit


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", errors="replace")) // 2
