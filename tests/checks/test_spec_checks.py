"""Every check of the spec fails where it should, and only there."""

from pathlib import Path
from typing import Any

import pytest

from drgen import checks
from drgen.findings import Severity
from drgen.stacks import Stack
from tests.checks.mutants import SPEC, page
from tests.checks.running import PLATFORM, ask, changed
from tests.conftest import ROOT
from tests.specs import loaded


def test_a_platform_with_one_of_everything_has_no_finding_but_notes(tmp_path: Path) -> None:
    assert [(f.check, f.message) for f in ask(tmp_path, PLATFORM) if f.severity > Severity.NOTE] == []


@pytest.mark.parametrize("mutant", SPEC, ids=lambda one: one["what"])
def test_a_mutant_is_caught_by_a_check_that_names_it(tmp_path: Path, mutant: dict[str, Any]) -> None:
    found = ask(tmp_path, changed(mutant["changes"]), **mutant.get("facts", {}))
    caught = [finding for finding in found if finding.check == mutant["check"]]
    assert caught, "nothing caught it"
    said = [f"{'.'.join(map(str, finding.path))} {finding.message}" for finding in caught]
    assert any(mutant["names"] in one for one in said), said
    assert all(finding.fix and finding.mark for finding in caught)


def test_the_table_of_mutants_is_up_to_date() -> None:
    assert (ROOT / "docs" / "mutants.md").read_text(encoding="utf-8") == page()


def test_every_check_has_a_test() -> None:
    """A mutant, an example, or a test that names it."""
    files = [path for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".yaml")]
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    shown = {path.stem for path in (ROOT / "tests" / "checks" / "regions" / "examples").glob("*.tf")}
    assert [check.id for check in checks.every() if check.id not in written and check.id not in shown] == []


def test_state_outside_the_standby_is_a_blocker(tmp_path: Path) -> None:
    moved = [Stack(name, {}, "primary", [], [], []) for name in ("primary", "standby")]
    [check] = [one for one in checks.every() if one.id == "state_lives_in_the_primary_region"]
    [one] = list(check.function(spec=loaded(tmp_path, {}), stacks=moved))
    assert "the state of standby is kept in us-east-1" in one.message


def neighbours(count: int, **changes: Any) -> dict[str, dict[str, Any]]:
    own = {"account": "999988887777", "state": {"bucket": "acme-own"}, "hosts": []}
    return {f"other{number}": PLATFORM | {"name": f"other{number}"} | own | changes for number in range(count)}


@pytest.mark.parametrize(
    ("check", "changes", "message"),
    [
        (
            "names_collide",
            {"state": PLATFORM["state"]},
            "acme-shop-state is the state bucket of other0 and 2 more, too",
        ),
        ("names_collide", {"hosts": PLATFORM["hosts"]}, "shop.example.com: hosts of other0 and 2 more, too"),
        ("names_collide", {"account": "111122223333", "name": "shop"}, "shop is a name in other0 and 2 more"),
        (
            "names_collide",
            {"account": "111122223333", "name": "shop-eu"},
            "the roles of shop are allowed shop-*: the things of other0 and 2 more, too",
        ),
        ("registry_has_two_owners", {"account": "111122223333"}, "other0 and 2 more: the registry of account"),
    ],
)
def test_a_fault_with_three_neighbours_is_one_finding(
    tmp_path: Path, check: str, changes: dict[str, Any], message: str
) -> None:
    found = [one for one in ask(tmp_path, PLATFORM, neighbours=neighbours(3, **changes)) if one.check == check]
    assert len(found) == 1
    assert message in found[0].message


@pytest.mark.parametrize("name", ["shopping", "sho", "other-shop"])
def test_a_name_that_no_wildcard_meets_is_no_finding(tmp_path: Path, name: str) -> None:
    near = neighbours(1, name=name, account="111122223333", components={})
    assert [one for one in ask(tmp_path, PLATFORM, neighbours=near) if one.check == "names_collide"] == []


def test_a_platform_below_anothers_name_is_told(tmp_path: Path) -> None:
    data = changed({"name": "shop-eu"})
    near = neighbours(1, name="shop", account="111122223333", components={})
    [one] = [one for one in ask(tmp_path, data, neighbours=near) if one.check == "names_collide"]
    assert one.severity == Severity.HIGH
    assert "shop-eu begins with the name of other0" in one.message


ONE_FAULT: dict[str, tuple[dict[str, Any], str]] = {
    "no standby": (
        {"components.orders.standby": "absent", "components.orders.because": "x", "objectives.rpo": "48h"},
        "durable_store_has_no_standby",
    ),
    "no alarms": ({"components.alarms": None, "components.dns": None, "hosts": []}, "nobody_watches_the_lag"),
    "rare backups": ({"objectives.corruption.rpo": "12h"}, "backups_are_too_rare"),
    "no backups": ({"components.backup": None}, "data_is_not_backed_up"),
    "an old suppression": (
        {"suppress": {"nobody_is_paged": {"because": "x", "until": "2026-01-01"}}},
        "suppression_has_expired",
    ),
    "a short promise": ({"objectives.rto": "15m", "strategy": "hot_standby"}, "approval_alone_exceeds_the_objective"),
    "a very short promise": (
        {"objectives.rto": "3m", "strategy": "hot_standby"},
        "recovery_time_is_shorter_than_detection",
    ),
}


@pytest.mark.parametrize("fault", ONE_FAULT)
def test_one_fault_is_one_finding(tmp_path: Path, fault: str) -> None:
    changes, check = ONE_FAULT[fault]
    found = [one.check for one in ask(tmp_path, changed(changes)) if one.severity > Severity.NOTE]
    assert found == [check]


PASSES: dict[str, tuple[str, dict[str, Any]]] = {
    "operators beside Identity Center": (
        "only_identity_center_can_fail_over",
        {
            "components.iam.operators": [
                "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Operator_0123456789abcdef",
                "arn:aws:iam::111122223333:user/break-glass",
            ]
        },
    ),
    "anybody whom IAM allows": ("only_identity_center_can_fail_over", {}),
    "half of the nodes wait": (
        "standby_capacity_is_not_reserved",
        {
            "objectives.rto": "25m",
            "components.eks.standby": {"nodes": {"general": {"min": 3}}, "because": "the RTO is short"},
        },
    ),
    "time to look for servers": ("standby_capacity_is_not_reserved", {"objectives.rto": "30m"}),
    "workers that are told": ("workers_are_not_told_who_serves", {}),
    "another parameter": ("commits_wait_for_the_standby", {"components.orders.parameters": {"work_mem": "8192"}}),
    "no cluster in the standby": ("allow_lists_know_one_region_only", {"strategy": "backup_restore", "hosts": []}),
}


@pytest.mark.parametrize("case", PASSES)
def test_a_check_is_content(tmp_path: Path, case: str) -> None:
    check, changes = PASSES[case]
    data = changed(changes)
    if data["strategy"] == "backup_restore":
        keep = ("iam", "keys", "secrets", "backup", "network", "reporting")
        data["components"] = {name: data["components"][name] for name in keep}
    assert [one.message for one in ask(tmp_path, data) if one.check == check] == []


def test_the_quotas_of_the_standby_are_listed(tmp_path: Path) -> None:
    [note] = [f for f in ask(tmp_path, PLATFORM) if f.check == "standby_quotas_are_unknown"]
    assert "96 vCPUs" in note.message
    assert "3 Elastic IP" in note.message


C = "components."
# Nothing is linked to a broker that a pilot light does not have.
RESENT = {
    f"{C}{name}.queues": {"all": {"durable": False, "link": "none", "because": "resent"}} for name in ("events", "mail")
}
LEGITIMATE: dict[str, dict[str, Any]] = {
    "a pilot light": {"strategy": "pilot_light"} | RESENT,
    "a hot standby": {"strategy": "hot_standby"},
    "backups only": {"strategy": "backup_restore", "objectives.rto": "24h", "objectives.rpo": "48h", "hosts": []},
    "after a failover": {"active": "standby"},
    "automatic traffic with a read-only mode": {"traffic": "automatic", "read_only_mode": True},
    "routing controls": {"traffic": "routing_control"},
    "no us-east-1": {
        "regions.primary": {"name": "eu-west-1", "cidr": "10.0.0.0/16", "zones": ["eu-west-1a", "eu-west-1b"]},
        "regions.standby": {"name": "eu-central-1", "cidr": "10.1.0.0/16", "zones": ["eu-central-1a", "eu-central-1b"]},
    },
    "us-east-1 as the standby": {
        "regions.primary": {"name": "us-west-2", "cidr": "10.0.0.0/16", "zones": ["us-west-2a", "us-west-2b"]},
        "regions.standby": {"name": "us-east-1", "cidr": "10.1.0.0/16", "zones": ["us-east-1a", "us-east-1d"]},
    },
    "a standby of three nodes": {f"{C}eks.standby": {"nodes": {"general": {"min": 3}}, "because": "controllers"}},
    "other instance types of the same size": {
        f"{C}eks.standby": {"nodes": {"general": {"instance_types": ["m6g.xlarge"]}}, "because": "no m7g there"}
    },
    "a memory-optimised standby": {
        f"{C}orders.standby": {"instances": {"writer": {"class": "db.r6g.2xlarge"}}, "because": "no r7g there"}
    },
    "fewer replicas of a datastore": {
        f"{C}carts.node.replicas": 2,
        f"{C}carts.standby": {"node": {"replicas": 1}, "because": "it waits"},
    },
    "an upgrade in progress": {
        f"{C}eks.kubernetes.version": "1.34",
        f"{C}eks.kubernetes.support": "EXTENDED",
        f"{C}eks.standby": {"kubernetes": {"version": "1.35"}, "because": "standby first", "until": "2026-12-24"},
    },
    "parameters on trial": {
        f"{C}orders.standby": {"parameters": {"work_mem": "8192"}, "because": "trial", "until": "2026-12-24"}
    },
    "windows of its own": {f"{C}reporting.standby": {"windows": {"backup": "05:00-06:00"}, "because": "another night"}},
    "somebody else's image replication": {f"{C}ecr.replication": "external"},
    "one NAT gateway everywhere": {f"{C}network.nat": "single"},
    "a /20 with few nodes": {
        "regions.standby.cidr": "10.1.0.0/20",
        f"{C}eks.nodes.general": {"instance_types": ["m7g.large"], "min": 2, "max": 8},
    },
    "an absent worker": {f"{C}activity.standby": "absent", f"{C}activity.because": "workers run in one region"},
    "a burstable RDS replica of a pilot light": {
        "strategy": "pilot_light",
        f"{C}reporting.standby": {"class": "db.t4g.large", "because": "it waits"},
        **RESENT,
    },
    "spot nodes": {f"{C}eks.nodes.general.capacity_type": "SPOT"},
    "peering that is accepted elsewhere": {
        f"{C}peering": None,
        "suppress": {"linked_brokers_have_no_path": {"because": "a transit gateway connects them"}},
    },
    "a neighbour of another account": {},
}


@pytest.mark.parametrize("case", LEGITIMATE)
def test_an_unusual_platform_gives_no_high_finding(tmp_path: Path, case: str) -> None:
    changes = LEGITIMATE[case]
    data = changed(changes)
    if case == "backups only":
        keep = ("iam", "keys", "secrets", "backup", "network", "reporting", "alarms")
        data["components"] = {name: data["components"][name] for name in keep}
    found = ask(tmp_path, data, neighbours={"theirs": PLATFORM | {"account": "9", "state": {}, "hosts": []}})
    assert [(f.check, f.message) for f in found if f.severity >= Severity.HIGH] == []


def test_one_database_alone_gives_no_high_finding(tmp_path: Path) -> None:
    keep = ("iam", "keys", "secrets", "backup", "network", "orders", "alarms")
    data = changed({"hosts": []}) | {"components": {name: PLATFORM["components"][name] for name in keep}}
    assert [(f.check, f.message) for f in ask(tmp_path, data) if f.severity >= Severity.HIGH] == []
