"""The commands that move a platform, as a person and as a script use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from drgen.cli import main
from drgen.failover import world
from drgen.project import Project
from tests.failover.fakes.cloud import Cloud, cloud
from tests.test_whole import copied


@pytest.fixture
def here(tmp_path: Path) -> Project:
    return copied(tmp_path, "shop-prod")


@pytest.fixture
def as_whom() -> list[Any]:
    """The roles with which the outside was asked for."""
    return []


@pytest.fixture
def aws(here: Project, as_whom: list[Any], monkeypatch: pytest.MonkeyPatch) -> Cloud:
    made = cloud(*here.load("shop-prod"))

    def real(roles: Any = None, *_: Any) -> Any:
        as_whom.append(roles)
        return made.world()

    monkeypatch.setattr(world, "real", real)
    return made


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("more", "roles"),
    [
        ((), {}),
        (("--assume-roles",), {"us-east-1": "shop-prod-failover-primary", "us-west-2": "shop-prod-failover-standby"}),
    ],
    ids=["ourselves", "the failover roles"],
)
@pytest.mark.parametrize(
    "command", [("status", "shop-prod"), ("reconcile", "shop-prod", "--no-plan")], ids=lambda c: c[0]
)
def test_who_only_looks_does_so_as_the_options_say(
    command: tuple[str, ...], more: tuple[str, ...], roles: dict[str, str], here: Project, as_whom: list[Any]
) -> None:
    run(here, *command, *more)
    assert [{region: role.rpartition("/")[2] for region, role in said.items()} for said in as_whom] == [roles]


@pytest.mark.usefixtures("aws")
def test_who_only_looks_does_so_as_terraform_where_the_spec_names_its_role(here: Project, as_whom: list[Any]) -> None:
    path = here.environment("shop-prod") / "spec.yaml"
    role = "arn:aws:iam::111122223333:role/terraform"
    path.write_text(path.read_text().replace("traffic: orch", f"assume_role: {role}\ntraffic: orch"))
    run(here, "status", "shop-prod")
    run(here, "failover", "shop-prod", "--dry-run")
    assert as_whom == [dict.fromkeys(("us-east-1", "us-west-2"), role), {}]


def run(here: Project, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["-C", str(here.root), *arguments], input=typed)


def journals(here: Project) -> list[Path]:
    return sorted((here.build / "failover" / "shop-prod").glob("*.jsonl"))


def test_a_dry_run_prints_the_plan_of_the_journal_and_changes_nothing(here: Project, aws: Cloud) -> None:
    dry = run(here, "failover", "shop-prod", "--dry-run")
    assert (dry.exit_code, aws.acts(), aws.stores.objects, journals(here)) == (0, [], {}, [])
    wet = run(here, "failover", "shop-prod", "--yes", "failover shop-prod")
    assert wet.exit_code == 0, wet.output
    [journal] = journals(here)
    plan = json.loads(journal.read_text().splitlines()[0].partition(" ")[2])["plan"]
    assert dry.stdout == "\n".join(plan) + "\n"


@pytest.mark.parametrize(
    "arguments", [(), ("--yes", "yes"), ("--yes", "failover shop-staging")], ids=["nobody", "yes", "another"]
)
def test_without_the_right_word_nothing_is_done(here: Project, aws: Cloud, arguments: tuple[str, ...]) -> None:
    done = run(here, "failover", "shop-prod", *arguments)
    assert done.exit_code == 4
    assert (aws.acts(), journals(here)) == ([], [])


def test_where_there_are_only_backups_nothing_fails_over(tmp_path: Path) -> None:
    done = run(copied(tmp_path, "minimal"), "failover", "minimal", "--yes", "failover minimal")
    assert (done.exit_code, "orders would have to be restored first" in done.output) == (4, True)


def test_a_whole_round_trip_by_commands(here: Project, aws: Cloud) -> None:
    aws.dark.add("us-east-1")
    away = run(here, "failover", "shop-prod", "--yes", "failover shop-prod")
    assert away.exit_code == 0, away.output
    assert "drgen messages take-over shop-prod --region standby --only events" in away.stderr, "left for somebody else"
    assert run(here, "reconcile", "shop-prod", "--no-plan").stdout.splitlines()[0] == "active: standby"
    aws.dark.clear()
    refused = run(here, "failback", "shop-prod", "--yes", "failback shop-prod")
    assert refused.exit_code == 4
    assert "drgen fence" in refused.output
    aws.rds.globals["shop-prod-orders"].writer = "us-west-2"
    fence = run(here, "fence", "shop-prod", "--region", "primary", "--yes", "fence shop-prod")
    assert fence.exit_code == 0, fence.output
    home = run(here, "failback", "shop-prod", "--yes", "failback shop-prod")
    assert home.exit_code == 0, home.output
    assert run(here, "reconcile", "shop-prod", "--no-plan").stdout.splitlines()[0] == "active: primary"
    assert aws.edge.primary_serves()
    small = run(here, "shrink", "shop-prod", "--no-plan", "--yes", "shrink shop-prod")
    assert small.exit_code == 0, small.output
    assert small.stdout.splitlines()[-1] == 'dropped  module.eks.aws_eks_node_group.this["general"]'
    assert not (here.environment("shop-prod") / "standby" / "observed.auto.tfvars.json").exists()
    assert aws.eks.groups["us-west-2", "shop-prod-eks", "general"].desired == 3


def test_the_leader_is_never_fenced(here: Project, aws: Cloud) -> None:
    done = run(here, "fence", "shop-prod", "--region", "primary", "--yes", "fence shop-prod")
    assert done.exit_code == 4
    assert "nobody might write" in done.output
    assert aws.acts() == []


def test_a_side_is_not_fenced_while_the_other_cannot_be_asked_who_leads(here: Project, aws: Cloud) -> None:
    aws.dark.add("us-west-2")
    done = run(here, "fence", "shop-prod", "--region", "primary", "--yes", "fence shop-prod")
    assert (done.exit_code, "us-west-2 does not answer" in done.output) == (4, True), done.output
    assert aws.acts() == []


def test_nothing_is_to_be_fenced_while_nobody_is_known_to_lead(here: Project, aws: Cloud) -> None:
    aws.dark.update(("us-east-1", "us-west-2"))
    rows = json.loads(run(here, "status", "shop-prod", "--format", "json").stdout)["rows"]
    [orders] = [row["words"] for row in rows if (row["about"], row["name"]) == ("writer", "orders")]
    assert orders == "primary unknown, standby unknown"


def test_status_is_well_before_and_says_what_is_not_after(here: Project, aws: Cloud) -> None:
    said = json.loads(run(here, "status", "shop-prod", "--format", "json").stdout)
    assert {row["about"] for row in said["rows"] if row["state"] == "bad"} == {"handover"}
    assert {one["check"] for one in said["findings"]} == {"handover_is_out_of_date"}
    aws.dark.add("us-east-1")
    assert run(here, "failover", "shop-prod", "--yes", "failover shop-prod").exit_code == 0
    rows = json.loads(run(here, "status", "shop-prod", "--format", "json").stdout)["rows"]
    said = {(row["about"], row["name"]): row for row in rows}
    assert "drgen reconcile" in said["writer", "orders"]["words"]
    assert "unknown: fence it" in said["writer", "reporting"]["words"]
    assert said["state", "standby"]["state"] == "bad"
    shown = run(here, "status", "shop-prod")
    assert shown.exit_code == 1
    assert "? writer    orders" in shown.stdout
    assert "BLOCKER  writer_is_not_where_the_spec_says" in shown.stdout
    assert "orders: the standby takes the writes, the spec says primary" in shown.stdout


def test_data_loss_is_accepted_in_seconds_with_a_reason(here: Project, aws: Cloud) -> None:
    aws.edge.lag["ReplicaLag"] = 2000.0
    refused = run(here, "failover", "shop-prod", "--yes", "failover shop-prod")
    assert refused.exit_code == 4
    assert "--accept-data-loss 2000 accepts that" in refused.output
    yes = ("--yes", "failover shop-prod", "--accept-data-loss")
    assert run(here, "failover", "shop-prod", *yes, "2000").exit_code == 1
    assert run(here, "failover", "shop-prod", *yes, "1999", "--because", "fire").exit_code == 4
    done = run(here, "failover", "shop-prod", *yes, "2000", "--because", "fire")
    assert done.exit_code == 0, done.output
    [journal] = journals(here)
    consent = json.loads(journal.read_text().splitlines()[0].partition(" ")[2])["consent"]
    assert (consent["seconds"], consent["why"]) == ("2000.0", "fire")
    assert "@" in consent["who"]
