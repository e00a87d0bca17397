"""Findings as SARIF 2.1.0, for code scanning: one run, with the rules of every engine."""

from __future__ import annotations

import re
from hashlib import sha256
from importlib.metadata import version
from itertools import count
from json import dumps
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from drgen.problems import dotted
from drgen.report import _rules, _words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drgen.findings import Finding

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_OURS = "drgen"
_FINGERPRINTS = ("drgenFinding/v1", "primaryLocationLineHash")  # GitHub reads the second one only


def sarif(findings: Sequence[Finding]) -> str:
    """One log of one run. Results carry a fingerprint that stays when lines move, so that an alert is known again."""
    found = _words.ordered(findings)
    rules = {engine: _rules.rules(found, engine) for engine in _engines(found)}
    driver, *others = [{"name": engine, "rules": rules[engine]} for engine in rules]
    run: dict[str, Any] = {
        "tool": {"driver": driver | {"semanticVersion": version("drgen")}} | ({"extensions": others} if others else {}),
        "columnKind": "unicodeCodePoints",
        "results": list(_results(found, rules)),
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2).replace("\x7f", "\\u007f") + "\n"


def _engines(findings: list[Finding]) -> list[str]:
    return [_OURS, *sorted({finding.engine for finding in findings} - {_OURS})]


def _results(findings: list[Finding], rules: dict[str, list[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    index = {(engine, rule["id"]): at for engine, known in rules.items() for at, rule in enumerate(known)}
    seen: dict[str, Iterator[int]] = {}
    for finding in findings:
        name = _rules.name(finding)
        same = _fingerprint(finding)
        number = next(seen.setdefault(same, count(1)))
        rule: dict[str, Any] = {"id": name, "index": index[finding.engine, name]}
        if at := list(rules).index(finding.engine):
            rule["toolComponent"] = {"name": finding.engine, "index": at - 1}
        yield {
            "ruleId": name,
            "rule": rule,
            "level": _rules.LEVELS[finding.severity],
            "message": {"text": _message(finding)},
            "locations": [_location(finding)],
            "partialFingerprints": dict.fromkeys(_FINGERPRINTS, f"{same}:{number}"),
        }


def _message(finding: Finding) -> str:
    """Its words; `[text](address)` would be a link."""
    words = [f"{_words.about(finding)}: {_words.flat(finding.message)}", _words.flat(finding.fix)]
    return re.sub(r"[\\\[\]]", r"\\\g<0>", "\n".join(filter(None, words)))


def _location(finding: Finding) -> dict[str, Any]:
    """The line of the spec or of a root's file; for what has no place of its own the spec's first line, or its plan."""
    mark = finding.mark
    of_plan = dotted(finding.path) if finding.address and not finding.environment else ""
    path = _words.file(finding) or of_plan or f"environments/{finding.environment or '.'}/spec.yaml"
    region: dict[str, Any] = {"startLine": mark.line if mark else 1, "startColumn": mark.column if mark else 1}
    if finding.line.strip():
        region["snippet"] = {"text": finding.line}
    uri = f"file://{_quoted(path)}" if path.startswith("/") else _quoted(path)
    found: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
    if finding.path or finding.address:
        found["logicalLocations"] = [{"fullyQualifiedName": finding.address or dotted(finding.path)}]
    return found


def _quoted(path: str) -> str:
    return quote(path, errors="backslashreplace")


def _fingerprint(finding: Finding) -> str:
    """What makes it the same finding tomorrow: its check and its path in the spec, or its address and attribute.

    Where these do not tell findings apart, also its file and its words, without the numbers of lines.
    """
    same: list[object] = [finding.engine, finding.check, finding.environment, *finding.path]
    if finding.address:
        same += [finding.address, finding.attribute]
    elif not finding.path or finding.engine != _OURS:
        same += [_words.file(finding), re.sub(r":[0-9]+", "", finding.message)]
    return sha256(dumps(same).encode()).hexdigest()[:32]
