"""Findings that a spec accepts, with a reason and perhaps an end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from drgen.problems import Issue, did_you_mean, echo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drgen.findings import Finding
    from drgen.spec import Spec, Suppression


def issues(data: Mapping[str, Any]) -> Iterator[Issue]:
    """The suppressions of checks that do not exist."""
    said = data.get("suppress")
    if not isinstance(said, dict) or not said:
        return
    from drgen import checks

    known = checks.ids("", "modules")
    for check in said:
        if check not in known:
            hint = did_you_mean(check, known, "").split("? ")[0]
            listed = "`drgen explain --all` lists them"
            hint = f"{hint}? {listed}" if hint.startswith("did you mean") else listed
            yield Issue(("suppress", check), f"there is no check {echo(check)}", hint, at_key=True)


def kept(findings: Iterable[Finding], spec: Spec, today: date) -> list[Finding]:
    """The findings that the spec does not accept today."""
    return [finding for finding in findings if not _accepted(finding, spec, today)]


def meets(finding: Finding, check: str, suppression: Suppression) -> bool:
    """Whether a suppression is about a finding, be it expired or not."""
    return finding.check == check and (not suppression.at or any(_is_at(finding, place) for place in suppression.at))


def has_expired(suppression: Suppression, today: date) -> bool:
    """Whether its last day is over."""
    return suppression.until is not None and suppression.until < today


def _accepted(finding: Finding, spec: Spec, today: date) -> bool:
    said = spec.suppress.get(finding.check)
    return said is not None and meets(finding, finding.check, said) and not has_expired(said, today)


def _is_at(finding: Finding, place: str) -> bool:
    """Whether a finding lies at or below a place: components.orders in the spec, modules/regional/rds on disk."""
    file = finding.mark.file if finding.mark else ""
    path = [str(part) for part in finding.path]
    parts = place.split(".")
    return path[: len(parts)] == parts or f"/{file}".find(f"/{place.strip('/')}/") >= 0
