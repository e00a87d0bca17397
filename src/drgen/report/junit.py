"""Findings as JUnit XML, which every CI shows."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from drgen.report import _words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drgen.findings import Finding


def junit(findings: Sequence[Finding]) -> str:
    """A suite an environment, a case a finding: blocker and high fail; medium and note pass and are told.

    Without a finding there is one case, which passes: an empty file looks like a run that died.
    """
    failed = sum(map(_words.is_error, findings))
    root = Xml.Element("testsuites", name="drgen", tests=str(max(1, len(findings))), failures=str(failed), errors="0")
    same = sorted(_words.ordered(findings), key=lambda finding: finding.environment)
    for environment, group in groupby(same, key=lambda finding: finding.environment):
        _suite(root, environment or "drgen", list(group))
    if not findings:
        suite = Xml.SubElement(root, "testsuite", name="drgen", tests="1", failures="0", errors="0")
        Xml.SubElement(suite, "testcase", classname="drgen", name="no findings")
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"


def _suite(root: Xml.Element, name: str, findings: list[Finding]) -> None:
    failed = sum(map(_words.is_error, findings))
    numbers = {"tests": str(len(findings)), "failures": str(failed), "errors": "0"}
    suite = Xml.SubElement(root, "testsuite", {"name": _words.flat(name), **numbers})
    for finding in findings:
        _case(suite, finding)


def _case(suite: Xml.Element, finding: Finding) -> None:
    kind = _words.flat(f"{finding.engine}.{finding.check}".strip("."))
    known = {"classname": kind, "name": f"{_words.about(finding)} {_words.place(finding)}".strip()}
    if finding.mark:
        known |= {"file": _words.flat(_words.file(finding)), "line": str(finding.mark.line)}
    case = Xml.SubElement(suite, "testcase", known)
    words = "\n".join(filter(None, map(_words.flat, (finding.message, finding.fix))))
    if _words.is_error(finding):
        told = {"type": str(finding.severity), "message": _words.flat(finding.message)}
        Xml.SubElement(case, "failure", told).text = f"{_words.place(finding)}\n{words}".strip()
    else:
        Xml.SubElement(case, "system-out").text = f"{finding.severity}: {words}"
