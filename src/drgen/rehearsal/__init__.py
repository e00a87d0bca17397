"""A whole failover, rehearsed on a local AWS with the real Terraform: build, dark, failover, home, destroy."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

from drgen import doctor, local_aws
from drgen.errors import DrgenError
from drgen.failover import holding
from drgen.local_aws import given
from drgen.programs import emulators
from drgen.project import Project
from drgen.rehearsal import about, scenarios, scratch
from drgen.rehearsal.evidence import Evidence, Proof
from drgen.rehearsal.stage import StageFailed, Theatre

Say = Callable[[str], None]


def run(
    source: Project,
    name: str,
    *,
    say: Say,
    scenario: str = "dark",
    only: Collection[str] = (),
    keep: Callable[[Theatre], None] | None = None,
) -> Evidence:
    """Rehearse an environment; gives what was seen, failures among it.

    `only` names the stages to play besides the build. `keep` is called at the end, while the local AWS still runs; then
    nothing is destroyed unless `only` says so. Raises DrgenError where it cannot begin: something is missing here, or
    the scenario has nothing of this platform to play with.
    """
    refuse_unready()
    here = scratch.copy(source, name)
    spec, stacks = here.load(name)
    chosen = scenarios.chosen(scenario, stacks, only, keep=keep is not None)
    scratch.shorten(here, name, stacks)
    evidence = Evidence(name, scenario, about=about.facts(source, here, name, spec, stacks))
    evidence.left_out += scenarios.left_out(scenario, stacks, chosen)
    logs = here.root.parent / "logs"
    with local_aws.start(given.of(spec), logs) as aws:
        theatre = Theatre(here, name, spec, stacks, aws, evidence, _log(logs), say)
        _perform(theatre, chosen)
        if keep:
            keep(theatre)
    return evidence


def refuse_unready() -> None:
    """Raise DrgenError where Terraform, its provider or the emulators cannot be had: nothing would come up."""
    emulators.refuse_missing()
    for answer in doctor.of_terraform():
        if not answer.fine:
            raise DrgenError(f"no rehearsal without {answer.name}: {answer.words}", hint=answer.fix)


def play(theatre: Theatre, stage: scenarios.Stage) -> None:
    """Play one stage, and write down what broke it; after one that broke it is not proven, and said so."""
    theatre.stage = stage.name
    theatre.evidence.titles[stage.name] = stage.title.partition(": ")[2]
    if not all(act.ok for act in theatre.evidence.acts):
        _broken(theatre, stage, "not played: a stage before it broke")
        return
    theatre.say(stage.title)
    try:
        stage.play(theatre)
    except StageFailed as failed:
        _broken(theatre, stage, str(failed))


def _log(folder: Path) -> Path:
    """An empty log of every command's words."""
    log = folder / "commands.log"
    log.write_text("", encoding="utf-8")
    return log


def _perform(theatre: Theatre, chosen: list[scenarios.Stage]) -> None:
    evidence = theatre.evidence
    evidence.who, evidence.began = holding.who(), datetime.now(UTC).isoformat(timespec="seconds")
    theatre.say(f"  local AWS on {theatre.aws.environment['AWS_ENDPOINT_URL']}")
    for stage in chosen:
        play(theatre, stage)
    evidence.about["versions"]["terraform-provider-aws"] = scratch.provider(theatre.project, theatre.name)


def _broken(theatre: Theatre, stage: scenarios.Stage, why: str) -> None:
    theatre.evidence.proofs.append(Proof(stage.name, stage.title, held=False, seen=why))
