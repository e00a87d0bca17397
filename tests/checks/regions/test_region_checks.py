"""Every check of two regions fails where it should, and only there.

`examples/<check>.tf` holds small configurations: each begins with `# fails: <why> | <what the finding names>` or with
`# passes: <why>`; what follows `# standby root` is a root of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from drgen import checks
from drgen.findings import Finding, Severity
from drgen.inventory import hcl
from tests.checks.regions.reading import of, regions
from tests.conftest import ROOT

FOLDER = Path(__file__).parent / "examples"
_HEAD = re.compile(r"^# (fails|passes): (.*)$\n", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """One configuration, and what a check should say to it."""

    check: str
    fails: bool
    why: str
    names: str
    text: str

    def __str__(self) -> str:
        return f"{self.check}-{'fails' if self.fails else 'passes'}-{self.why}"

    def findings(self, folder: Path) -> list[Finding]:
        first, _, second = self.text.partition("# standby root\n")
        [check] = [one for one in checks.every("regions") if one.id == self.check]
        return list(check.function(regions=regions(folder, first, second)))


def examples() -> list[Example]:
    found = []
    for path in sorted(FOLDER.glob("*.tf")):
        _, *parts = _HEAD.split(path.read_text(encoding="utf-8"))
        for verdict, said, text in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            why, _, names = said.partition(" | ")
            found.append(Example(path.stem, verdict == "fails", why.strip(), names.strip(), text))
    return found


@pytest.mark.parametrize("example", examples(), ids=str)
def test_a_check_fails_where_it_should_and_only_there(tmp_path: Path, example: Example) -> None:
    found = example.findings(tmp_path)
    assert bool(found) == example.fails, found
    assert all(one.mark and one.mark.file.endswith("main.tf") for one in found), "it has no place"
    said = [f"{one.address} {one.attribute} {one.message}" for one in found]
    assert not example.fails or (example.names and any(example.names in one for one in said)), said


# They compare whole regions, or judge what was read: tests/parity has their examples.
GENERIC = {
    *("accepted_difference_has_expired", "accepted_difference_is_unused", "alarms_watch_one_region_only"),
    *("module_cannot_be_seen", "resource_is_missing_in_the_standby", "settings_differ_between_the_regions"),
    "source_cannot_be_read",
}


def test_every_check_has_an_example_that_fails_and_one_that_passes() -> None:
    shown = {(one.check, one.fails) for one in examples()}
    ours = set(checks.ids("regions")) - GENERIC
    assert {(name, fails) for name in ours for fails in (True, False)} - shown == set()


def test_helpers_beside_the_checks_are_no_checks() -> None:
    assert [name for name in checks.ids("regions") if name.startswith("_")] == []
    assert Path(checks.__path__[0], "regions", "_links.py").exists()


def test_the_shipped_platform_of_these_regions_has_nothing_worse_than_a_note() -> None:
    facts = {"regions": of([hcl.read(ROOT / "environments" / "shop-prod")])}
    ours = {path.stem for path in FOLDER.glob("*.tf")}
    found = checks.run(facts, "regions", only=lambda check: check.id in ours)
    assert [(one.check, one.address) for one in found if one.severity > Severity.NOTE] == []
