"""Every mutant of shop-prod's plan is caught by the check that it is for, which names where and what."""

from pathlib import Path
from typing import Any

import pytest

from drgen import checks
from drgen.findings import Severity
from drgen.review import review
from tests.conftest import ROOT
from tests.review import applied, planned
from tests.review.mutants import MUTANTS, page


@pytest.mark.parametrize("mutant", MUTANTS, ids=[one["what"] for one in MUTANTS])
def test_a_mutant_is_caught_where_it_is(mutant: dict[str, Any], tmp_path: Path) -> None:
    told = review(planned.read(tmp_path, {mutant["root"]: planned.plan(mutant["root"], mutant)}))
    found = [look for look in told.looks if look.finding.check == mutant["caught_by"]]
    assert [look.finding.address for look in found] == [mutant["address"]]
    assert found[0].finding.attribute == mutant.get("forced_by", found[0].finding.attribute)
    if "path" in mutant:
        assert mutant["path"].startswith(found[0].finding.attribute.partition(".")[0])
    assert all((found[0].does, found[0].means, found[0].finding.fix))


def test_the_table_of_plan_mutants_is_up_to_date() -> None:
    assert (ROOT / "docs" / "plan-mutants.md").read_text(encoding="utf-8") == page()


def test_no_two_mutants_are_the_same() -> None:
    assert len({one["what"] for one in MUTANTS}) == len(MUTANTS)


def test_every_check_of_changes_has_a_mutant_or_a_test_of_its_own() -> None:
    own = {"both_regions_change_at_once", "role_moved_outside_terraform"}
    assert {one["caught_by"] for one in MUTANTS} | own == set(checks.ids("changes"))


def test_a_platform_in_which_nothing_changes_has_nothing_to_look_at(tmp_path: Path) -> None:
    told = review(planned.read(tmp_path, {root: planned.plan(root) for root in applied.ROOTS}))
    assert (told.looks, told.verdict) == ((), "No changes.")


def test_a_platform_that_is_made_from_nothing_has_nothing_worse_than_medium(tmp_path: Path) -> None:
    plans = {root: planned.plan(root) for root in applied.ROOTS}
    for entry in (one for plan in plans.values() for one in plan["resource_changes"]):
        entry["change"] |= {"actions": ["create"], "before": None}
    told = review(planned.read(tmp_path, plans))
    assert [look for look in told.looks if look.severity > Severity.MEDIUM] == []
    assert told.verdict.startswith("Only new resources: ")


def test_tags_alone_are_nothing_to_look_at(tmp_path: Path) -> None:
    plans = {root: planned.plan(root) for root in applied.ROOTS}
    for entry in (one for plan in plans.values() for one in plan["resource_changes"]):
        entry["change"] |= {"actions": ["update"]}
        entry["change"]["after"] = entry["change"]["before"] | {"tags": {"owner": "b"}, "tags_all": {"owner": "b"}}
    told = review(planned.read(tmp_path, plans))
    assert (told.looks, told.verdict[:17]) == ((), "Only tags change,")


def test_an_update_that_shows_no_difference_is_not_said_to_be_one_of_tags(tmp_path: Path) -> None:
    plan = planned.plan("primary")
    plan["resource_changes"][0]["change"]["actions"] = ["update"]
    assert not review(planned.read(tmp_path, {"primary": plan})).verdict.startswith("Only tags change")


def test_moves_alone_are_nothing_to_look_at(tmp_path: Path) -> None:
    plans = {root: planned.plan(root) for root in applied.ROOTS}
    for entry in (one for plan in plans.values() for one in plan["resource_changes"]):
        entry["previous_address"] = f"module.before.{entry['address']}"
    told = review(planned.read(tmp_path, plans))
    assert told.looks == ()
    assert told.verdict.startswith("Nothing changes but addresses: ")
