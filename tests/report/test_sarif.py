"""SARIF 2.1.0 as code scanning takes it: one run, rules with help, fingerprints that outlive an edit above."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from drgen.findings import Finding, Severity
from drgen.problems import Mark
from drgen.report.sarif import sarif
from tests.report.findings import BASE, HOSTILE, MIXED, PLACELESS, SPEC, hostile

# What the standard allows (additionalProperties is false throughout), and what it or GitHub requires, of what we write.
OBJECTS: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"$schema", "version", "runs"}, {"version", "runs"}),
    "run": ({"tool", "columnKind", "results"}, {"tool", "results"}),
    "tool": ({"driver", "extensions"}, {"driver"}),
    "component": ({"name", "rules", "semanticVersion"}, {"name", "rules"}),
    "rule": (
        {"id", "shortDescription", "fullDescription", "help", "defaultConfiguration", "properties"},
        {"id", "shortDescription", "fullDescription", "help"},
    ),
    "result": (
        {"ruleId", "rule", "level", "message", "locations", "partialFingerprints"},
        {"ruleId", "message", "locations", "partialFingerprints"},
    ),
    "location": ({"physicalLocation", "logicalLocations"}, {"physicalLocation"}),
    "region": ({"startLine", "startColumn", "snippet"}, {"startLine"}),
}


def run(findings: list[Finding]) -> dict[str, Any]:
    log = json.loads(sarif(findings))
    well_formed("log", log)
    assert log["version"] == "2.1.0"
    [found] = log["runs"]
    well_formed("run", found)
    well_formed("tool", found["tool"])
    for component in components(found):
        well_formed("component", component)
        for rule in component["rules"]:
            well_formed("rule", rule)
            assert {"text", "markdown"} == set(rule["help"])
    for result in found["results"]:
        _result(found, result)
    return dict(found)


def _result(found: dict[str, Any], result: dict[str, Any]) -> None:
    well_formed("result", result)
    [location] = result["locations"]
    well_formed("location", location)
    region = location["physicalLocation"]["region"]
    well_formed("region", region)
    assert min(region["startLine"], region["startColumn"]) >= 1
    assert re.fullmatch(r"[\w.~%/:-]+", location["physicalLocation"]["artifactLocation"]["uri"])
    assert result["level"] in {"error", "warning", "note"}
    at = result["rule"].get("toolComponent", {"index": -1})["index"] + 1
    assert components(found)[at]["rules"][result["rule"]["index"]]["id"] == result["ruleId"]


def components(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [found["tool"]["driver"], *found["tool"].get("extensions", [])]


def well_formed(kind: str, thing: dict[str, Any]) -> None:
    allowed, required = OBJECTS[kind]
    assert required <= set(thing) <= allowed, (kind, set(thing))


def fingerprints(findings: list[Finding]) -> list[dict[str, str]]:
    return [result["partialFingerprints"] for result in run(findings)["results"]]


def test_a_result_stands_on_the_specs_line_and_names_its_rule() -> None:
    found = run([BASE])
    [result] = found["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == SPEC
    assert physical["region"] == {"startLine": 41, "startColumn": 5, "snippet": {"text": BASE.line}}
    assert (result["ruleId"], result["level"]) == ("standby_smaller_than_primary", "error")
    [rule] = found["tool"]["driver"]["rules"]
    assert rule["properties"]["security-severity"] == "9.5"


def test_one_run_holds_every_engine() -> None:
    found = run(MIXED)
    assert [component["name"] for component in components(found)] == ["drgen", "checkov", "terraform"]
    assert [result["ruleId"] for result in found["results"]] == [BASE.check, "terraform", "CKV_AWS_18"]
    assert found["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("main.tf")


def test_no_finding_is_a_run_without_results_so_that_alerts_close() -> None:
    assert run([])["results"] == []


@pytest.mark.parametrize(
    ("severity", "level", "score"),
    [
        (Severity.BLOCKER, "error", "9.5"),
        (Severity.HIGH, "error", "8.0"),
        (Severity.MEDIUM, "warning", "5.5"),
        (Severity.NOTE, "note", "2.0"),
    ],
    ids=str,
)
def test_a_severity_has_its_level_and_score(severity: Severity, level: str, score: str) -> None:
    found = run([replace(BASE, severity=severity)])
    [rule] = found["tool"]["driver"]["rules"]
    assert (found["results"][0]["level"], rule["properties"]["security-severity"]) == (level, score)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_only_text(text: str) -> None:
    told = sarif([hostile(text)])
    [result] = run([hostile(text)])["results"]
    assert not re.search(r"(?<!\\)\[", result["message"]["text"])
    assert all(" " <= c <= "~" or c == "\n" for c in told)


MOVED = {
    "down": {"mark": Mark(SPEC, 99, 1)},
    "indented": {"line": "        class: db.r7g.large"},
    "reworded": {"message": "another value, the same fault"},
    "worse": {"severity": Severity.NOTE},
}
OTHER: dict[str, dict[str, Any]] = {
    "path": {"path": ("components", "mail", "class")},
    "check": {"check": "standby_missing"},
    "environment": {"environment": "shop-staging"},
    "engine": {"engine": "checkov"},
}


@pytest.mark.parametrize("change", MOVED.values(), ids=MOVED)
def test_a_fingerprint_stays(change: dict[str, Any]) -> None:
    assert fingerprints([replace(BASE, **change)]) == fingerprints([BASE])


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_another_finding_has_another_fingerprint(change: dict[str, Any]) -> None:
    assert fingerprints([replace(BASE, **change)]) != fingerprints([BASE])


def test_two_findings_of_one_value_have_two_fingerprints() -> None:
    first, second = fingerprints([BASE, replace(BASE, message="and more")])
    assert first["primaryLocationLineHash"] != second["primaryLocationLineHash"]


def test_two_resources_of_one_component_are_two_findings_wherever_their_lines_are() -> None:
    def told(resource: str, line: int) -> Finding:
        where = f"no access log: module.orders.{resource} (modules/regional/aurora/main.tf:{line}), in primary"
        return replace(BASE, engine="checkov", check="CKV_AWS_18", path=("components", "orders"), message=where)

    assert fingerprints([told("a", 3)]) == fingerprints([told("a", 30)])
    assert fingerprints([told("a", 3)]) != fingerprints([told("b", 3)])


def test_a_finding_without_a_path_is_known_by_its_words_and_file() -> None:
    moved = replace(PLACELESS, mark=Mark("a.tf", 1, 1))
    assert fingerprints([moved]) == fingerprints([replace(moved, mark=Mark("a.tf", 9, 1))])
    assert fingerprints([moved]) != fingerprints([replace(moved, message="other")])
