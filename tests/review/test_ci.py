"""The CI files that docs/ci ships: right by their schemas, and as careful as they say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from drgen.report.review.markdown import MARKER
from tests.conftest import ROOT

GITHUB = ROOT / "docs" / "ci" / "github" / "drgen.yml"
GITLAB = ROOT / "docs" / "ci" / "gitlab" / ".gitlab-ci.yml"
SCHEMAS = {
    GITHUB: ["--builtin-schema", "vendor.github-workflows"],
    GITLAB: ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
}


def workflow() -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(GITHUB.read_text(encoding="utf-8"))
    return found


def steps() -> list[dict[str, Any]]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


def scripts() -> list[str]:
    gitlab = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    theirs = [job for job in gitlab.values() if isinstance(job, dict)]
    lines = [line for job in theirs for key in ("before_script", "script", "after_script") for line in job.get(key, [])]
    return [step["run"] for step in steps() if "run" in step] + lines


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_a_file_is_right_by_its_schema(path: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--no-cache", *SCHEMAS[path], str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("script", scripts())
def test_a_script_is_one(script: str) -> None:
    assert subprocess.run(["bash", "-n", "-c", script], capture_output=True).returncode == 0


def test_every_action_is_pinned_to_a_commit() -> None:
    used = [step["uses"] for step in steps() if "uses" in step]
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", one)] == []


def test_code_of_a_fork_never_meets_credentials() -> None:
    assert set(workflow()[True]) == {"pull_request", "push"}  # YAML reads `on` as a truth
    review = workflow()["jobs"]["review"]
    assert "head.repo.full_name == github.repository" in review["if"]
    assert "CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in GITLAB.read_text()


def test_a_job_may_do_no_more_than_it_must() -> None:
    found = workflow()
    assert found["permissions"] == {}
    rights = {name: job["permissions"] for name, job in found["jobs"].items()}
    assert rights["review"] == {"contents": "read", "id-token": "write", "pull-requests": "write"}
    assert rights["apply"] == {"contents": "read", "id-token": "write"}
    assert {name: job["environment"] for name, job in found["jobs"].items()} == {
        "review": "plan",
        "apply": "production",
    }
    assert all(not step["with"]["persist-credentials"] for step in steps() if "checkout" in step.get("uses", ""))


def test_only_the_protected_branch_is_applied() -> None:
    apply = workflow()["jobs"]["apply"]
    assert "github.ref == 'refs/heads/main' && github.ref_protected" in apply["if"]
    assert "terraform apply" not in str(workflow()["jobs"]["review"])
    assert '$CI_COMMIT_REF_PROTECTED == "true"' in GITLAB.read_text()


def test_no_plan_is_kept_or_printed() -> None:
    for text in (GITHUB.read_text(), GITLAB.read_text()):
        assert not re.search(r"upload-artifact|artifacts:|actions/cache|^\s*cache:", text, re.MULTILINE)
        plans = [line for line in text.splitlines() if re.search(r"terraform .* (plan|show) ", line)]
        assert plans
        assert all(" > " in line for line in plans)
        assert "rm -rf" in text


def test_no_script_is_made_of_what_a_pull_request_says() -> None:
    assert [step["run"] for step in steps() if "${{" in step.get("run", "")] == []


def test_the_comment_is_found_by_its_marker() -> None:
    assert all(f'startswith("{MARKER}")' in path.read_text() for path in SCHEMAS)
