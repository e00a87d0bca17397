"""The hooks that ship, run by real pre-commit on real commits."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from drgen.project import Project
from tests import precommit
from tests.test_whole import copied, run

IDS = {hook["id"]: hook for hook in precommit.shipped()}
COMMIT = ("drgen-render-check", "drgen-check")

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not on this machine")


@pytest.fixture
def here(tmp_path: Path) -> Project:
    """A rendered project of one environment."""
    made = copied(tmp_path / "project", "minimal")
    assert run("render", "--all", folder=made.root).exit_code == 0
    return made


def edited(here: Project, old: str, new: str) -> None:
    path = here.environment("minimal") / "spec.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_the_hooks_are_well_formed() -> None:
    done = subprocess.run([*precommit.RUN, "validate-manifest", precommit.HOOKS], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {name: hook["stages"] for name, hook in IDS.items()} == {
        "drgen-render": ["pre-commit"],
        "drgen-render-check": ["pre-commit"],
        "drgen-check": ["pre-commit"],
        "drgen-validate": ["pre-push"],
    }


@pytest.mark.parametrize("hook", IDS.values(), ids=IDS)
def test_a_hook_runs_once_and_only_for_what_it_reads(hook: dict[str, object]) -> None:
    assert (hook["pass_filenames"], hook["require_serial"]) == (False, True)
    files, exclude = re.compile(str(hook["files"])), re.compile(str(hook["exclude"]))
    read = ["environments/shop/spec.yaml", "environments/base.yaml", "modules/regional/eks/main.tf", "policies/a.py"]
    other = ["README.md", "docs/environments/x.md", "environments/shop/primary/.terraform/modules/modules.json"]
    assert [path for path in read + other if files.search(path) and not exclude.search(path)] == read


def test_a_clean_commit_passes(here: Project) -> None:
    precommit.repository(here.root, *COMMIT)
    edited(here, "version: 1\n", "version: 1  # the format\n")
    code, said = precommit.commit(here.root)
    assert code == 0, said
    assert said.count("Passed") == 2


def test_a_dirty_render_is_caught(here: Project) -> None:
    precommit.repository(here.root, *COMMIT)
    edited(here, "class: db.m7g.large", "class: db.m7g.xlarge")
    code, said = precommit.commit(here.root)
    assert code == 1
    assert re.search(r"drgen render --check\.*Failed", said)
    assert "change  environments/minimal/primary/main.tf" in said


def test_the_hook_that_renders_writes_and_stops_the_commit_once(here: Project) -> None:
    precommit.repository(here.root, "drgen-render")
    edited(here, "class: db.m7g.large", "class: db.m7g.xlarge")
    code, said = precommit.commit(here.root)
    assert (code, "files were modified by this hook" in said) == (1, True), said
    assert "db.m7g.xlarge" in (here.environment("minimal") / "primary" / "main.tf").read_text()
    assert precommit.commit(here.root)[0] == 0


BROKEN = {
    "not a spec": ("strategy: backup_restore", "strategy: backup_resore", "did you mean 'backup_restore'?"),
    "parity": ("10.33.0.0/16", "10.32.0.0/16", "overlap"),
}


@pytest.mark.parametrize(("old", "new", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_spec_is_refused_where_it_is_broken(here: Project, old: str, new: str, words: str) -> None:
    precommit.repository(here.root, *COMMIT)
    edited(here, old, new)
    code, said = precommit.commit(here.root)
    assert code == 1
    assert re.search(r"drgen check\.*Failed", said), said
    assert re.search(r"environments/minimal/spec\.yaml:\d+:\d+", said)
    assert words in said
    assert "Traceback" not in said


def test_what_drgen_does_not_read_is_not_checked(here: Project) -> None:
    precommit.repository(here.root, *COMMIT)
    (here.root / "README.md").write_text("words\n")
    code, said = precommit.commit(here.root)
    assert (code, said.count("Skipped")) == (0, 2)
