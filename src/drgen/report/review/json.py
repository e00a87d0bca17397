"""A review as JSON, for programs."""

from __future__ import annotations

from json import dumps
from typing import Any

from drgen.report import _words
from drgen.review.nouns import Diff, Look, Review, Root


def json(review: Review) -> str:
    """An object of `version`, `verdict`, `counts` by severity, `totals`, `roots`, `looks`, `parity` and `effects`.

    ASCII only; values are as they may be shown, secrets never.
    """
    told = {
        "version": 1,
        "environment": review.environment,
        "verdict": review.verdict,
        "counts": {str(severity): number for severity, number in _words.counts(review.findings).items()},
        "totals": review.totals,
        "roots": [_root(root) for root in review.roots],
        "looks": [_look(look) for look in review.looks],
        "parity": [_difference(finding) for finding in _words.ordered(review.parity)],
        "effects": [vars(effect) for effect in review.effects],
    }
    return dumps(told, indent=2).replace("\x7f", "\\u007f") + "\n"


def _look(look: Look) -> dict[str, Any]:
    finding = look.finding
    known = {"severity": str(look.severity), "check": finding.check, "root": look.root, "address": finding.address}
    value = {"attribute": finding.attribute, "before": look.before, "after": look.after, "forces": look.forces}
    return known | value | {"does": look.does, "means": look.means, "fix": finding.fix}


def _root(root: Root) -> dict[str, Any]:
    known = {"name": root.name, "counts": dict(root.counts), "outputs": root.outputs, "drift": root.drift}
    return known | {"warnings": list(root.warnings), "changes": [_diff(diff) for diff in root.diffs]}


def _diff(diff: Diff) -> dict[str, Any]:
    known = {"address": diff.address, "action": str(diff.action), "region": diff.region}
    return known | {"remarks": list(diff.remarks), "values": [vars(line) for line in diff.lines]}


def _difference(finding: Any) -> dict[str, Any]:
    known = {"severity": str(finding.severity), "check": finding.check, "address": finding.address}
    return known | {"attribute": finding.attribute, "message": finding.message, "fix": finding.fix}
