"""drgen review: the exit code, the formats, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from drgen import report
from drgen.cli import main
from drgen.commands import REVIEW_FORMATS
from tests.review import planned

DETACHED = {
    "address": "module.orders.aws_rds_cluster.this",
    "path": "global_cluster_identifier",
    "to": None,
}
SHORTENED = {"address": "module.orders.aws_rds_cluster.this", "path": "backup_retention_period", "to": 3}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["review", *map(str, arguments)])


def test_a_blocker_ends_with_one_and_the_verdict_comes_first(tmp_path: Path) -> None:
    done = run(*planned.written(tmp_path, {"standby": planned.plan("standby", DETACHED)}))
    assert done.exit_code == 1
    verdict = 'Blocked: this plan detaches the standby (us-west-2) from global database "shop-prod-orders".'
    assert done.stdout.splitlines()[0] == verdict


@pytest.mark.parametrize(("least", "code"), [("blocker", 0), ("high", 1), ("medium", 1), ("note", 1)])
def test_the_exit_code_follows_fail_on(least: str, code: int, tmp_path: Path) -> None:
    paths = planned.written(tmp_path, {"primary": planned.plan("primary", SHORTENED)})
    assert run(*paths, "--fail-on", least).exit_code == code


def test_a_folder_is_read_in_apply_order(tmp_path: Path) -> None:
    planned.written(tmp_path, {root: planned.plan(root) for root in ("global", "standby", "primary", "foundation")})
    told = json.loads(run(tmp_path, "--format", "json").stdout)
    assert [root["name"] for root in told["roots"]] == ["foundation", "primary", "standby", "global"]


def test_every_format_can_go_into_a_file_of_its_own(tmp_path: Path) -> None:
    [path] = planned.written(tmp_path, {"standby": planned.plan("standby", DETACHED)})
    names = report.formats(REVIEW_FORMATS)
    said = [word for name in names for word in ("--format", f"{name}={tmp_path / 'told' / name}")]
    assert run(path, *said).exit_code == 1
    assert {file.name for file in (tmp_path / "told").iterdir()} == set(names) >= {"markdown", "text", "html", "github"}
    assert all("orders" in file.read_text() for file in (tmp_path / "told").iterdir())


def test_a_format_of_findings_is_none_of_a_review(tmp_path: Path) -> None:
    done = run(tmp_path, "--format", "junit")
    assert (done.exit_code, "there is no format 'junit'" in done.output) == (2, True)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert (done.exit_code, "there is no plan in it" in done.output) == (1, True)


def test_what_is_no_plan_is_refused_without_a_verdict(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text("{}")
    done = run(tmp_path / "plan.json")
    assert (done.exit_code, done.stdout) == (1, "")


def test_two_plans_of_one_name_are_told_apart(tmp_path: Path) -> None:
    paths = [*planned.written(tmp_path / "a", {"plan": planned.plan("global")})]
    paths += planned.written(tmp_path / "b", {"plan": planned.plan("standby")})
    told = json.loads(run(*paths, "--format", "json").stdout)
    assert [root["name"] for root in told["roots"]] == ["a", "b"]


def test_the_jobs_summary_is_the_comment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    paths = planned.written(tmp_path, {"standby": planned.plan("standby", DETACHED)})
    done = run(*paths, "--format", "github")
    assert done.stdout.startswith("::error title=blocker%3A member_is_detached::standby module.orders")
    assert summary.read_text().startswith("<!-- drgen review -->\n\n## Blocked: this plan detaches")
