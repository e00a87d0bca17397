"""What the reporters share: the order of findings, their counts, their place, and their words made harmless."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from drgen.findings import Severity
from drgen.problems import dotted, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drgen.findings import Finding

WORST_FIRST = sorted(Severity, reverse=True)
MAX_WORDS = 4_000  # characters of one message: nobody reads more, and a few of them must not fill a report


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """The worst first, then by place: the same order for the same findings, however they were found."""
    return sorted(findings, key=_rank)


def counts(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many there are of each severity, the worst first."""
    found = Counter(finding.severity for finding in findings)
    return {severity: found[severity] for severity in WORST_FIRST}


def counted(findings: Sequence[Finding]) -> str:
    """The same in words: `1 blocker · 0 high · 2 medium · 3 note`."""
    return " · ".join(f"{number} {severity}" for severity, number in counts(findings).items())


def is_error(finding: Finding) -> bool:
    """Whether it stops a merge by default; what is less only wants to be known."""
    return finding.severity >= Severity.HIGH


def flat(text: str) -> str:
    """A text on one line and of bearable length, what nobody could see written out: controls, bidi, surrogates."""
    plain = printable(" ".join(text[: 2 * MAX_WORDS].split()))
    return plain if len(plain) <= MAX_WORDS else f"{plain[: MAX_WORDS - 1]}…"


def folded(text: str, width: int, indent: str) -> list[str]:
    """The same in lines; names, regions and addresses stay whole, so that they can be copied and searched for."""
    return textwrap.wrap(
        flat(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )


def about(finding: Finding) -> str:
    """What it is about: `orders.class` of the spec, or a resource's address, after its root where that is known."""
    if finding.address:
        return flat(" ".join(filter(None, (dotted(finding.path), finding.address))))
    return flat(dotted(finding.path)) or flat(finding.environment) or "the whole spec"


def file(finding: Finding) -> str:
    """The file that it stands in, seen from here when it lies below: what code review knows a file by."""
    if not finding.mark:
        return ""
    return finding.mark.file.removeprefix(f"{Path.cwd()}/").removeprefix("./")


def place(finding: Finding) -> str:
    """`file:line:column`, or nothing."""
    return flat(f"{file(finding)}:{finding.mark.line}:{finding.mark.column}") if finding.mark else ""


def _rank(finding: Finding) -> tuple[object, ...]:
    mark = finding.mark
    where = (file(finding), mark.line, mark.column) if mark else ("", 0, 0)
    path = tuple(str(part) for part in finding.path)
    return -finding.severity, finding.environment, *where, finding.engine, finding.check, path, finding.message
