"""Findings as workflow commands: GitHub shows them as annotations on the spec's lines."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from drgen.findings import Severity
from drgen.report import _words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgen.findings import Finding

MAX_ANNOTATIONS = 10  # of each kind in one step: GitHub drops the rest without a word
_KINDS = {Severity.BLOCKER: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.NOTE: "notice"}


def github(findings: Sequence[Finding]) -> str:
    """At most 10 annotations of each kind, the worst first; a line for people says how many more there are."""
    lines = []
    for kind, group in groupby(_words.ordered(findings), key=lambda finding: _KINDS[finding.severity]):
        same = list(group)
        lines += [_command(kind, finding) for finding in same[:MAX_ANNOTATIONS]]
        if more := len(same) - MAX_ANNOTATIONS:
            lines += [f"and {more} more of kind {kind}"] * (more > 0)
    return "".join(f"{line}\n" for line in [*lines, f"drgen: {_words.counted(findings)}"])


def _command(kind: str, finding: Finding) -> str:
    """One workflow command; what is unsafe in it is written as `%0A`."""
    mark = finding.mark
    said = {"file": _words.file(finding), "line": str(mark.line), "col": str(mark.column)} if mark else {}
    said["title"] = f"{finding.severity}: {finding.check}" if finding.check else str(finding.severity)
    properties = ",".join(f"{name}={_property(_words.flat(value))}" for name, value in said.items())
    words = [f"{_words.about(finding)}: {_words.flat(finding.message)}", _words.flat(finding.fix)]
    return f"::{kind} {properties}::{_data(chr(10).join(filter(None, words)))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
