"""What SARIF calls rules: each check and policy that found something, with the words that explain it."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from drgen.checks import COMMANDS
from drgen.findings import Severity
from drgen.report import _words
from drgen.report.markdown import plain

if TYPE_CHECKING:
    from drgen.findings import Finding

LEVELS = {Severity.BLOCKER: "error", Severity.HIGH: "error", Severity.MEDIUM: "warning", Severity.NOTE: "note"}
_SCORES = {Severity.BLOCKER: "9.5", Severity.HIGH: "8.0", Severity.MEDIUM: "5.5", Severity.NOTE: "2.0"}


def name(finding: Finding) -> str:
    """A rule's id: the check's or policy's; for what has none, the engine's name."""
    return _words.flat(finding.check) or finding.engine


def rules(findings: list[Finding], engine: str) -> list[dict[str, Any]]:
    """The rules of one engine that have a finding, by id, each as bad as its worst finding.

    `findings` are in order, the worst first.
    """
    first: dict[str, Finding] = {}
    for finding in findings:
        if finding.engine == engine:
            first.setdefault(name(finding), finding)
    return [_rule(first[known]) for known in sorted(first)]


def _rule(finding: Finding) -> dict[str, Any]:
    short, text = _explained(finding)
    return {
        "id": name(finding),
        "shortDescription": {"text": short},
        "fullDescription": {"text": short},
        "help": {"text": text, "markdown": "\n\n".join(plain(part) for part in text.split("\n\n"))},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {
            "security-severity": _SCORES[finding.severity],
            "precision": "very-high",
            "tags": ["security", "disaster-recovery", finding.engine],
        },
    }


def _explained(finding: Finding) -> tuple[str, str]:
    """In a line and in full: a check's docstring, else what there is."""
    if finding.engine == "drgen" and finding.check.isidentifier() and (doc := _docstring(finding.check)):
        return doc.split("\n")[0], doc
    short = _words.flat(f"{finding.engine}: {name(finding)}")
    return short, _words.flat(finding.fix) or short


def _docstring(check: str) -> str:
    for folder in COMMANDS:
        name = ".".join(filter(None, ("drgen.checks", folder, check)))
        if find_spec(name):
            return (import_module(name).__doc__ or "").strip()
    return ""  # a finding of the runner itself
