"""The end of an environment: the order, what is asked first, and going on after it broke off.

Terraform is a script here that keeps a list of what each root holds; the modules it is given are drgen's own.
"""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from drgen import aws, ties
from drgen.cli import main
from drgen.project import Project
from tests.failover.fakes.cloud import Cloud, cloud
from tests.test_whole import copied

ROOTS = ["global", "standby", "primary", "foundation", "bootstrap"]
P, REPORTING = "us-east-1", "shop-prod-reporting"

# What a root holds lies in `held/<root>`; `held/fails` names the root whose destruction breaks off once.
TERRAFORM = """#!/bin/sh
held={held}
root=$(basename "$PWD")
here=no; [ -e local_override.tf ] && here=yes
echo "$root $*" >> {log}
case "$*" in
  init*) [ $here = yes ] || [ -e $held/bucket ] || {{ echo "Error: bucket does not exist" >&2; exit 1; }} ;;
esac
case "$*" in
  *-migrate-state*) cp $held/$root terraform.tfstate ;;
  "state list") cat $held/$root 2>/dev/null || exit 1 ;;
  apply*) grep -rlE '(prevent_destroy|deletion_protection) += true' ../../../modules >> {log} ; true ;;
  destroy*)
    [ $root = bootstrap ] && rm -f $held/bucket
    if [ "$(cat $held/fails 2>/dev/null)" = $root ]; then rm $held/fails; exit 1; fi
    rm -f $held/$root ;;
esac
"""


class Scene:
    """An applied environment, its AWS, and a Terraform that writes down what it was asked."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.here: Project = copied(folder, "shop-prod")
        self.aws: Cloud = cloud(*self.here.load("shop-prod"))
        self.held, self.log = folder / "held", folder / "log"
        self.held.mkdir()
        for root in ROOTS:
            (self.held / root).write_text("module.x.aws_x.this\n")
        (self.held / "bucket").touch()
        program = folder / "terraform"
        program.write_text(TERRAFORM.format(held=self.held, log=self.log))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("DRGEN_TERRAFORM", str(program))
        monkeypatch.setattr(aws, "client", self._client)
        monkeypatch.setattr(ties, "_PAUSE", 0.0)

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["-C", str(self.here.root), "destroy", "shop-prod", *arguments])

    def did(self, verb: str) -> list[str]:
        """The roots that Terraform was to do something to, in order."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [line.split()[0] for line in lines if line.split()[1:2] == [verb]]

    def _client(self, service: str, region: str, *_: Any) -> Any:
        def ask(operation: str) -> Callable[..., Any]:
            return lambda **params: self.aws(region, service, operation, params)

        return type("Client", (), {"__getattr__": lambda _, operation: ask(operation)})()


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(tmp_path, monkeypatch)


YES = ("--yes", "destroy shop-prod")


def test_the_last_root_that_was_applied_goes_first_each_without_its_protections(scene: Scene) -> None:
    done = scene.run(*YES)
    assert done.exit_code == 0, done.output
    assert scene.did("destroy") == ROOTS
    assert set(scene.did("apply")) == {"bootstrap", "foundation", "primary", "standby"}, "global protects nothing"
    assert "modules/" not in scene.log.read_text(), "a protected module was applied"
    assert list(scene.held.iterdir()) == []
    committed = (scene.here.root / "modules/regional/rds/main.tf").read_text()
    assert "prevent_destroy = true" in committed


def test_every_protection_is_off_before_the_first_root_goes(scene: Scene) -> None:
    scene.run(*YES)
    verbs = [line.split()[1] for line in scene.log.read_text().splitlines() if not line.startswith("bootstrap")]
    assert "apply" not in verbs[verbs.index("destroy") :]


@pytest.mark.parametrize("arguments", [(), ("--yes", "yes"), ("--yes", "destroy shop-staging")], ids=str)
def test_without_the_right_word_nothing_is_begun(scene: Scene, arguments: tuple[str, ...]) -> None:
    done = scene.run(*arguments)
    assert done.exit_code == 4
    assert "nothing was changed" in done.output
    assert not scene.log.exists()
    assert scene.aws.calls == []


def test_in_another_account_nothing_is_begun(scene: Scene) -> None:
    scene.aws.stores.account = "999988887777"
    done = scene.run(*YES)
    assert done.exit_code == 1
    assert "account 999988887777" in done.output
    assert not scene.log.exists()


@pytest.mark.parametrize("root", ROOTS)
def test_what_broke_off_goes_on_where_it_was(scene: Scene, root: str) -> None:
    (scene.held / "fails").write_text(root)
    broken = scene.run(*YES)
    assert broken.exit_code == 1
    assert f"terraform destroy in {root} ended with 1" in broken.output
    assert scene.did("destroy") == ROOTS[: ROOTS.index(root) + 1]
    scene.log.unlink()
    again = scene.run(*YES)
    assert again.exit_code == 0, again.output
    assert scene.did("destroy") == ROOTS[ROOTS.index(root) :]
    assert list(scene.held.iterdir()) == []


def test_the_buckets_state_comes_here_before_they_go_and_leaves_with_them(scene: Scene) -> None:
    scene.run(*YES)
    lines = [line for line in scene.log.read_text().splitlines() if line.startswith("bootstrap")]
    moved = next(number for number, line in enumerate(lines) if "-migrate-state" in line)
    assert moved < next(number for number, line in enumerate(lines) if line.startswith("bootstrap destroy"))
    left = list((scene.here.build / "destroy").rglob("terraform.tfstate"))
    assert left == []


def test_a_fenced_database_gets_its_group_back_and_the_fence_goes(scene: Scene) -> None:
    fence = f"sg-{P}-{REPORTING}-fence"
    scene.aws.rds.groups[P, f"{REPORTING}-fence"] = fence
    scene.aws.rds.instances[P, REPORTING].groups = [fence]
    done = scene.run(*YES)
    assert done.exit_code == 0, done.output
    scene.aws.clock.sleep(120)
    assert (P, f"{REPORTING}-fence") not in scene.aws.rds.groups
    calls = [call.operation for call in scene.aws.acts()]
    assert calls[:1] == ["modify_db_instance"]
    assert set(calls[1:]) == {"delete_security_group", "disassociate_global_replication_group"}


@pytest.mark.parametrize(("more", "kept"), [((), True), (("--no-snapshots",), False)], ids=["kept", "none"])
def test_last_snapshots_stay_unless_it_is_said(scene: Scene, more: tuple[str, ...], *, kept: bool) -> None:
    scene.run(*YES, *more)
    text = (scene.here.build / "destroy/shop-prod/modules/regional/rds/main.tf").read_text()
    assert ("final_snapshot_identifier" in text) is kept
