"""The runner, the suppressions and the facts that checks read."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from drgen import checks, facts, judged
from drgen.errors import DrgenError
from drgen.findings import Finding, Severity
from drgen.problems import SpecError
from drgen.project import Project
from drgen.report import text
from tests.checks.running import PLATFORM, TODAY, ask, changed
from tests.test_whole import copied

SHALLOW = {"components.dns.health_check.path": "/"}


@pytest.mark.parametrize("check", checks.every(), ids=lambda check: check.id)
def test_a_check_documents_itself(check: checks.Check) -> None:
    paragraphs = check.documentation.split("\n\n")
    assert len(paragraphs) >= 3, "what is wrong, why, how to mend it"
    assert "\n" not in check.fault
    assert check.fault.endswith(".")
    assert len(check.fix) > 10
    assert set(check.commands) <= {"check", "parity", "review", "status"}
    assert check.reads


def test_a_check_without_its_facts_does_not_run() -> None:
    assert checks.run({}) == []


def test_a_finding_knows_its_check_its_severity_its_fix_and_its_place(tmp_path: Path) -> None:
    [found] = [f for f in ask(tmp_path, changed(SHALLOW)) if f.check == "health_check_is_shallow"]
    assert (found.severity, found.path) == (Severity.MEDIUM, ("components", "dns", "health_check", "path"))
    assert found.fix == "Ask for a path that tries the database and the cache, such as /healthz/deep."
    assert found.mark
    assert "path: /" in found.line


def test_a_finding_may_be_milder_than_its_check(tmp_path: Path) -> None:
    said = {"class": "db.m7g.medium", "because": "it waits"}
    found = ask(tmp_path, changed({"components.reporting.standby": said}))
    assert [f.severity for f in found if f.check == "standby_database_is_smaller"] == [Severity.MEDIUM]


def suppressed(**said: Any) -> dict[str, Any]:
    return changed(SHALLOW | {"suppress": {"health_check_is_shallow": {"because": "the page at / asks"} | said}})


def ids(findings: list[Finding]) -> set[str]:
    return {finding.check for finding in findings if finding.severity > Severity.NOTE}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({}, set(), id="everywhere"),
        pytest.param({"at": "components.dns"}, set(), id="at its place"),
        pytest.param({"at": ["components.orders", "components.dns.health_check"]}, set(), id="at one of two places"),
        pytest.param({"at": "components.orders"}, {"health_check_is_shallow", "suppression_is_unused"}, id="elsewhere"),
        pytest.param({"at": "components.dn"}, {"health_check_is_shallow", "suppression_is_unused"}, id="half a name"),
        pytest.param({"until": TODAY.isoformat()}, set(), id="on its last day"),
        pytest.param(
            {"until": "2026-11-22"}, {"health_check_is_shallow", "suppression_has_expired"}, id="the day after"
        ),
    ],
)
def test_a_suppression_accepts_what_it_names_and_nothing_else(
    tmp_path: Path, said: dict[str, Any], expected: set[str]
) -> None:
    assert ids(ask(tmp_path, suppressed(**said))) == expected


def test_an_unknown_check_cannot_be_suppressed(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="there is no check 'health_check_is_swallow'") as error:
        ask(tmp_path, changed({"suppress": {"health_check_is_swallow": {"because": "x"}}}))
    assert "did you mean 'health_check_is_shallow'?" in str(error.value)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "because is missing"),
        ({"because": " "}, "' ' does not fit"),
        ({"because": "x", "until": "soon"}, "'soon' is written 2027-03-31"),
        ({"because": "x", "until": "2027-02-30"}, "'2027-02-30' is no day of the calendar"),
        ({"because": "x", "at": [1]}, "wants a string, and this is a number"),
    ],
)
def test_a_suppression_is_checked_when_the_spec_is_read(tmp_path: Path, said: dict[str, Any], message: str) -> None:
    with pytest.raises(SpecError) as error:
        ask(tmp_path, changed({"suppress": {"names_collide": said}}))
    assert message in str(error.value)


@pytest.mark.parametrize("until", ["tomorrow", "2027-13-01", 20270101])
def test_a_difference_ends_on_a_day(tmp_path: Path, until: object) -> None:
    said = {"nodes": {"general": {"min": 3}}, "because": "x", "until": until}
    with pytest.raises(SpecError, match=r"eks.standby.until: .*(is written|is no day)"):
        ask(tmp_path, changed({"components.eks.standby": said}))


def test_what_reconcile_observed_is_read_from_its_file(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-staging")
    path = here.environment("shop-staging") / "standby" / facts.OBSERVED
    path.parent.mkdir()
    path.write_text(json.dumps({"orders_observed_instances": {"writer": {"class": "db.r7g.large"}}}))
    assert "pilot_light_no_longer" in {f.check for f in facts.findings(here, ["shop-staging"], TODAY)}
    path.write_text("{")
    with pytest.raises(DrgenError, match="cannot be read"):
        facts.findings(here, ["shop-staging"], TODAY)


def test_what_is_wrong_with_a_module_is_said_once_and_can_be_accepted(tmp_path: Path) -> None:
    here = copied(tmp_path, "shop-staging", "shop-prod")
    path = here.modules / "regional" / "network" / "main.tf"
    path.write_text(path.read_text() + '\ndata "aws_vpc" "x" {\n  id = "x"\n}\n')
    found = facts.findings(here, here.environments, TODAY)
    assert [f.check for f in found if f.severity > Severity.MEDIUM] == ["data_source_calls_aws"]
    for name in here.environments:
        spec = here.environment(name) / "spec.yaml"
        said = "{data_source_calls_aws: {at: modules/regional/network, because: x}}"
        spec.write_text(spec.read_text().split("\nsuppress:")[0] + f"\ntraffic: orchestrated\nsuppress: {said}\n")
        spec.write_text(_once(spec.read_text()))
    assert [f.check for f in facts.findings(Project(tmp_path), here.environments, TODAY) if f.severity > 1] == []


def _once(text: str) -> str:
    """The spec without its first `traffic:`."""
    first, *rest = text.split("\ntraffic: ")
    return first + "\n" + rest[0].partition("\n")[2] + "".join(f"\ntraffic: {one}" for one in rest[1:])


def test_the_text_report_says_where_what_and_how(tmp_path: Path) -> None:
    found = [f for f in ask(tmp_path, changed(SHALLOW)) if f.check == "health_check_is_shallow"]
    first, message, fix, explain, blank, summary = text.text(found).splitlines()
    assert first.endswith("MEDIUM  health_check_is_shallow")
    assert ":" in first.split()[0]
    assert message.startswith("  the health check asks for /")
    assert fix.startswith("  Ask for a path")
    assert (explain, blank) == ("  drgen explain health_check_is_shallow", "")
    assert summary == "0 blocker · 0 high · 1 medium · 0 note"


def test_a_day_is_a_day() -> None:
    assert isinstance(TODAY, datetime.date)
    assert PLATFORM["strategy"] == "warm_standby"


def test_what_was_found_in_the_modules_is_kept_until_they_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = copied(tmp_path, "shop-prod")
    path = here.modules / "regional" / "rds" / "main.tf"
    right, wrong = path.read_text(), path.read_text().replace("prevent_destroy = true", "prevent_destroy = false")
    path.write_text(wrong)
    first = judged.findings(here.modules)
    monkeypatch.setattr("drgen.moduletext.read", None)
    assert judged.findings(here.modules) == first
    assert [finding.check for finding in first] == ["store_can_be_destroyed"]
    monkeypatch.undo()
    path.write_text(right)
    assert judged.findings(here.modules) == []
