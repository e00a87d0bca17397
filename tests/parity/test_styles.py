"""Two regions in every style that people write them in: what is wrong is found, and nothing else that is bad.

`tests/data/parity/<style>/` holds a configuration and its `expected.yaml`: how it is compared, the two regions, what
must be found at which address. Nothing else of severity high or blocker may be found.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.parity import findings, places, reading

DATA = Path(__file__).parents[1] / "data" / "parity"
STYLES = sorted(path.name for path in DATA.iterdir() if path.is_dir())
TODAY = datetime.date(2026, 11, 23)


def expected(style: str) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((DATA / style / "expected.yaml").read_text())
    return said


def compared(style: str) -> Regions:
    said = expected(style)
    first, *second = (DATA / style / one for one in said.get("sources", ["."]))
    var_files = {side: (DATA / style / file,) for side, file in said.get("var_files", {}).items()}
    how = reading.How(var_files, said.get("workspaces", {}))
    roles = places.given(said["given"]) if "given" in said else None
    return reading.regions(first, second[0] if second else None, roles, how)


def matches(finding: Finding, said: dict[str, str]) -> bool:
    attribute = said.get("attribute", finding.attribute)
    return (finding.check, finding.address, finding.attribute) == (said["check"], said.get("address", ""), attribute)


@pytest.fixture(scope="module", params=STYLES)
def style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_regions_are_told(style: str) -> None:
    found = compared(style)
    assert [found.primary_region, found.standby_region] == expected(style)["regions"]


def test_what_is_wrong_is_found_and_nothing_else_that_is_bad(style: str) -> None:
    found = findings.of(compared(style), (), TODAY)
    wanted = expected(style).get("found", [])
    assert not expected(style).get("nothing") or found == []
    missed = [said for said in wanted if not any(matches(one, said) for one in found)]
    assert missed == [], [(one.check, one.address) for one in found]
    strays = [one for one in found if one.severity >= Severity.HIGH and not any(matches(one, said) for said in wanted)]
    assert [(one.check, one.address, one.message) for one in strays] == []


def test_what_stands_in_a_file_is_told_with_its_line(style: str) -> None:
    found = [one for one in findings.of(compared(style), (), TODAY) if one.address]
    assert all(one.mark for one in found), [one for one in found if not one.mark]
