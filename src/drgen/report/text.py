"""Findings for people: where, how bad, which check; what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from drgen.findings import Finding, Severity
from drgen.report import _words

_WIDTH = 110


def text(findings: Sequence[Finding]) -> str:
    """A paragraph a finding, the worst first, and a line that counts them."""
    paragraphs = [_paragraph(finding) for finding in _words.ordered(findings)]
    return "\n".join([*paragraphs, _words.counted(findings)])


def _paragraph(finding: Finding) -> str:
    place = _words.place(finding) or _words.about(finding)
    lines = [f"{place}  {str(finding.severity).upper()}  {_words.flat(finding.check)}", *_folded(_said(finding))]
    if finding.severity is not Severity.NOTE:
        lines += _folded(finding.fix)
    explain = f"  drgen explain {finding.check}" if finding.engine == "drgen" and finding.check else ""
    return "\n".join([*lines, *([explain] if explain else []), ""])


def _said(finding: Finding) -> str:
    """What is wrong, after the resource and the argument where neither the place nor the message names them."""
    subject = ".".join(filter(None, (finding.address if finding.mark else "", finding.attribute)))
    return finding.message if not subject or subject in finding.message else f"{subject}: {finding.message}"


def _folded(words: str) -> list[str]:
    return _words.folded(words, _WIDTH, "  ")
