"""Signals, prompts and pipes: a run stops at a border, or does not begin; and what shrinks or ends a platform."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import click
import pytest

from drgen import destroy
from drgen.commands import failover as command
from drgen.failover import engine, holding, runner
from drgen.failover.engine import Wish
from drgen.failover.outcome import InterruptedRunError, NotReadyError
from drgen.failover.plan import tasks
from drgen.failover.runner import Progress
from drgen.failover.screen import Lines, table
from tests.conftest import ROOT
from tests.failover.fakes.errors import Mood
from tests.failover.trying import HERE, Trial, at, outcome, undisturbed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_asks_and_breaks_nothing_off(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with runner.interruptible() as interrupt:
        os.kill(os.getpid(), number)
        assert interrupt.asked == number.name
    assert signal.getsignal(number) == before


def test_an_interrupted_run_stops_between_two_steps_and_resumes(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    run = engine.prepare(HERE, "shop-prod", Wish("failover", "standby"), trial.aws.world())
    _, stacks = HERE.load("shop-prod")
    engine.begin(run, tmp_path, stacks)
    trial.run_id = run.id
    with pytest.raises(InterruptedRunError, match="stopped by SIGINT"):
        runner.run_all(run, lambda _: None, runner.Interrupt("SIGINT"))
    assert trial.entries()[-1].event == "interrupted"
    holding.let_go(run)
    trial.through()
    assert repr(outcome(trial.aws)) == undisturbed("failover")


def test_a_listener_that_is_gone_stops_nothing(tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path)
    run = engine.prepare(HERE, "shop-prod", Wish("failover", "standby"), trial.aws.world())

    def closed(_: str) -> None:
        raise BrokenPipeError

    Lines(closed)(Progress(tasks(run)[0][0], "moving"))


class _Gone:
    """A terminal that was closed."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def write(self, _: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        """Does nothing."""


def test_a_terminal_that_is_gone_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = Trial("failover", tmp_path)
    run = engine.prepare(HERE, "shop-prod", Wish("failover", "standby"), trial.aws.world())
    trial.run_id = run.id
    engine.begin(run, tmp_path, HERE.load("shop-prod")[1])
    monkeypatch.setattr(sys, "stderr", _Gone())
    command.finish(run)
    assert run.journal is not None
    assert run.journal.entries[-1].event == "done"
    assert not trial.aws.edge.primary_serves()


def test_a_terminal_sees_every_step_with_what_it_waits_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trial = Trial("failover", tmp_path)
    run = engine.prepare(HERE, "shop-prod", Wish("failover", "standby"), trial.aws.world())
    every = [task for phase in tasks(run) for task in phase]
    with table(run) as watch:
        watch(Progress(every[-1], "moving", "latch out is not set", 12.0))
    shown = capsys.readouterr().err
    assert all(task.part.instance in shown for task in every)
    assert "latch out is not set" in shown


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "goes"), [("shop-prod", True), ("shop", False), ("yes", False), ("", False)])
def test_the_environments_name_is_typed_to_the_letter(typed: str, goes: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(click, "prompt", lambda *_, **__: typed)
    if goes:
        command.confirm("failover shop-prod", "shop-prod", None)
    else:
        with pytest.raises(NotReadyError):
            command.confirm("failover shop-prod", "shop-prod", None)


def test_ctrl_c_at_the_prompt_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def abort(*_: object, **__: object) -> None:
        raise click.Abort

    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(click, "prompt", abort)
    with pytest.raises(NotReadyError, match="not confirmed"):
        command.confirm("failover shop-prod", "shop-prod", None)


@pytest.mark.parametrize("name", ["shop-staging"])
def test_a_pilot_light_starts_its_instances_as_terraform_would(name: str, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path, name)
    trial.aws.dark = {trial.aws.region("primary")}
    assert trial.attempt() is None
    made = trial.aws.rds.instances[trial.aws.region("standby"), "shop-staging-orders-writer"].params
    assert made["DBParameterGroupName"] == "shop-staging-orders-pg16"
    assert made["MonitoringRoleArn"] == "arn:aws:iam::444455556666:role/shop-staging-rds-monitoring"
    assert made["Tags"] == [{"Key": "drgen:platform", "Value": "shop-staging"}, {"Key": "team", "Value": "platform"}]
    assert (made["PromotionTier"], made["MonitoringInterval"], made["EnablePerformanceInsights"]) == (1, 60, True)


@pytest.mark.parametrize("mood", ["kill", "die", "lost", "500"])
def test_a_pilot_light_that_is_cut_off_makes_each_instance_once(mood: Mood, tmp_path: Path) -> None:
    trial = Trial("failover", tmp_path, "shop-staging")
    trial.aws.dark = {trial.aws.region("primary")}
    trial.aws.faults.append(at("create_db_instance", mood))
    trial.through()
    assert trial.aws.rds.globals["shop-staging-orders"].writer == trial.aws.region("standby")
    names = [name for (_, name), one in trial.aws.rds.instances.items() if one.cluster]
    assert sorted(names) == ["shop-staging-orders-writer"] * 2  # one in each region


MODULES = sorted((ROOT / "modules").glob("*/*/*.tf"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_stays_protected_on_the_way_out(path: Path) -> None:
    text = destroy.unprotected(path.read_text(encoding="utf-8"), snapshots=False)
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    for line in lines:
        name, _, value = (part.strip() for part in line.partition("="))
        assert (name, value) not in {("prevent_destroy", "true"), ("force_delete", "false")}
        assert not (name.endswith("deletion_protection") and value and value != "false")
        assert name != "final_snapshot_identifier"
    if 'resource "aws_s3_bucket" ' in text:
        assert "force_destroy = true" in text


def test_snapshots_are_kept_unless_it_is_said() -> None:
    text = (ROOT / "modules/regional/rds/main.tf").read_text(encoding="utf-8")
    assert "final_snapshot_identifier" in destroy.unprotected(text, snapshots=True)
