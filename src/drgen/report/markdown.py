"""Findings as Markdown, for a comment on a pull request or a job's summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drgen.report import _words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drgen.findings import Finding

MAX_CHARACTERS = 65_536  # of a comment; counted as GitHub's database might, in UTF-16 units
MARKER = "[//]: # (drgen findings)"  # hidden, without HTML: by this the comment is found again and brought up to date
_ROOM = 200  # for the words about what was left out
_QUIET = "\u200b"  # of no width: GitHub finds mentions and links in the text that is shown, so no escape helps


def markdown(findings: Sequence[Finding]) -> str:
    """The verdict, a table, then a block a finding, the worst first; whole blocks are left out where they do not fit.

    The counts are of all findings, those left out too. Nothing in a finding is read as Markdown, HTML, mention or link.
    """
    head = f"{MARKER}\n\n{_verdict(findings)}\n"
    table = _table(findings) if findings else ""
    head += table if _size(head + table) < MAX_CHARACTERS // 2 else ""
    blocks = [_block(finding) for finding in _words.ordered(findings)]
    shown = _fitting(blocks, MAX_CHARACTERS - _size(head) - _ROOM)
    left = len(blocks) - shown
    more = f"\n*{left} of {len(blocks)} findings are left out here, the least bad ones.*\n" if left else ""
    return head + "".join(blocks[:shown]) + more


def _verdict(findings: Sequence[Finding]) -> str:
    verdict = "drgen has findings" if findings else "drgen has no findings"
    return f"**{verdict}:** {_words.counted(findings)}"


def _table(findings: Sequence[Finding]) -> str:
    """Environments × severities."""
    names = [str(severity) for severity in _words.WORST_FIRST]
    rows = [f"| environment | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.environment, []).append(finding)
    for environment in sorted(grouped):
        numbers = _words.counts(grouped[environment]).values()
        rows.append(f"| {plain(environment) or 'all'} | {' | '.join(map(str, numbers))} |")
    return "\n" + "\n".join(rows) + "\n"


def _block(finding: Finding) -> str:
    known = [code(text) for text in (finding.check, _words.place(finding)) if text]
    lines = [" · ".join([f"**{finding.severity}**", *known])]
    lines += [f"**{plain(_words.about(finding))}**: {plain(finding.message)}"]
    lines += [f"**Fix**: {plain(finding.fix)}"] if finding.fix else []
    return "\n" + "\\\n".join(lines) + "\n"


def plain(text: str) -> str:
    """A text that Markdown shows as it is: nothing in it formats, links, mentions or is HTML."""
    escaped = re.sub(r"[\\`*_{}\[\]<>|~$&!#]", r"\\\g<0>", _words.flat(text))
    quiet = re.sub(r"@|\\#|(?<=[A-Za-z]):(?=//)|(?i:www)(?=\.)|GH(?=-)", rf"\g<0>{_QUIET}", escaped)
    return re.sub(r"(?i)\b(mailto|xmpp):", rf"\1{_QUIET}:", quiet)


def code(text: str) -> str:
    """The same as a code span; GitHub reads no mention in one."""
    flat = _words.flat(text).replace("|", "¦")
    longest = max(map(len, re.findall("`+", flat)), default=0)
    pad = " " if "`" in flat else ""
    return f"{'`' * (longest + 1)}{pad}{flat}{pad}{'`' * (longest + 1)}" if flat else ""


def _fitting(blocks: Iterable[str], room: int) -> int:
    """How many of the blocks fit, from the first on."""
    fit = 0
    for block in blocks:
        room -= _size(block)
        if room < 0:
            break
        fit += 1
    return fit


def _size(text: str) -> int:
    return len(text.encode("utf-16-le", errors="replace")) // 2
