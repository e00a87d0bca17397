"""Differences that somebody accepts: the file for `--allow`.

```yaml
accept:
  - check: settings_differ_between_the_regions
    address: module.orders.*          # * and ? as in file names; left out, everything
    attribute: performance_insights*
    because: the standby's instances are too small for it
    until: 2027-03-31
```
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from drgen import durations, source
from drgen.findings import Finding
from drgen.problems import Issue, Mark, SpecError, did_you_mean

_LISTED = "`drgen explain --all` lists the checks"
_KEYS = ("check", "address", "type", "attribute", "because", "until")


@dataclass(frozen=True)
class Accepted:
    """One entry: which findings, why, and the last day that it holds."""

    check: str
    address: str = "*"
    type: str = "*"
    attribute: str = "*"
    because: str = ""
    until: date | None = None
    mark: Mark | None = None

    def meets(self, finding: Finding) -> bool:
        """Whether a finding is one of those that are accepted, be the entry expired or not."""
        return finding.check == self.check and all(
            _matches(said, pattern)
            for said, pattern in (
                (finding.address, self.address),
                (_type(finding.address), self.type),
                (finding.attribute, self.attribute),
            )
        )

    def has_expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.until is not None and self.until < today


def read(path: Path) -> tuple[Accepted, ...]:
    """The entries of a file. Raises SpecError with everything that is wrong with it, each thing where it stands."""
    said, problems = source.read(path)
    entries = said.data.get("accept", [])
    issues = list(_issues(said.data, entries))
    problems += [said.problem(issue) for issue in issues]
    if problems:
        raise SpecError(problems)
    return tuple(_entry(entry, said.where(("accept", at))) for at, entry in enumerate(entries))


def kept(findings: Iterable[Finding], accepted: Iterable[Accepted], today: date) -> list[Finding]:
    """The findings that nobody accepts today."""
    valid = [one for one in accepted if not one.has_expired(today)]
    return [finding for finding in findings if not any(one.meets(finding) for one in valid)]


def _entry(said: dict[str, Any], mark: Mark) -> Accepted:
    until = durations.day(said["until"]) if "until" in said else None
    return Accepted(**{**said, "until": until, "mark": mark})


def _issues(data: dict[str, Any], entries: Any) -> Iterator[Issue]:
    for key in data:
        if key != "accept":
            yield Issue((key,), "is not known here", "the file has one key: accept", at_key=True)
    if not isinstance(entries, list):
        yield Issue(("accept",), "is no list", "write each accepted difference after a dash: - check: …")
        return
    for at, entry in enumerate(entries):
        if not isinstance(entry, dict):
            yield Issue(("accept", at), "is no map", "write check: and because:")
            continue
        yield from _entry_issues(("accept", at), entry)


def _entry_issues(path: tuple[str | int, ...], entry: dict[str, Any]) -> Iterator[Issue]:
    from drgen import checks

    known = checks.ids("regions")
    for key, value in entry.items():
        if key not in _KEYS:
            yield Issue((*path, key), "is not known here", did_you_mean(key, _KEYS, "an entry takes"), at_key=True)
        elif not isinstance(value, str):
            yield Issue((*path, key), "is no text", "write a word; a date as 2027-03-31")
    if entry.get("check") not in known:
        hint = did_you_mean(entry.get("check", ""), known, "").split("? ")[0]
        listed = "`drgen explain --all` lists the checks"
        yield Issue(
            (*path, "check"), "is no check of two regions", f"{hint}? {listed}" if "did you" in hint else listed
        )
    if not str(entry.get("because", "")).strip():
        yield Issue(
            (*path, "because"), "is missing", "say why the difference is accepted: whoever reads it next must know"
        )
    if isinstance(said := entry.get("until"), str) and not _is_day(said):
        yield Issue((*path, "until"), "is no day", "write it like 2027-03-31")


def _is_day(said: str) -> bool:
    try:
        durations.day(said)
    except ValueError:
        return False
    return True


def _matches(said: str, pattern: str) -> bool:
    """`[` in an address begins a key, so only `*` and `?` mean anything."""
    return fnmatchcase(said, re.sub(r"\[", "[[]", pattern))


def _type(address: str) -> str:
    parts = re.sub(r"\[[^\]]*\]", "", address).split(".")
    return parts[-2] if len(parts) > 1 else ""
