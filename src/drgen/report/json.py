"""Findings as JSON, for programs."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from drgen.report import _words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgen.findings import Finding


def json(findings: Sequence[Finding]) -> str:
    """An object of `version`, `counts` by severity and `findings`, the worst first; ASCII only, values as they are."""
    counts = {str(severity): number for severity, number in _words.counts(findings).items()}
    found = [_entry(finding) for finding in _words.ordered(findings)]
    text = dumps({"version": 1, "counts": counts, "findings": found}, indent=2)
    return text.replace("\x7f", "\\u007f") + "\n"


def _entry(finding: Finding) -> dict[str, Any]:
    mark = finding.mark
    at = {"file": _words.file(finding), "line": mark.line, "column": mark.column} if mark else None
    return {
        "severity": str(finding.severity),
        "engine": finding.engine,
        "check": finding.check,
        "environment": finding.environment,
        "path": list(finding.path),
        "at": at,
        "message": finding.message,
        "fix": finding.fix,
        "source": finding.line,
    }
