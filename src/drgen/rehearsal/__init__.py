"""A whole failover, rehearsed on a local AWS with the real Terraform: build, dark, failover, home, destroy."""

from __future__ import annotations

from collections.abc import Callable, Collection

from drgen import local_aws
from drgen.local_aws import given
from drgen.project import Project
from drgen.rehearsal import about, scenarios, scratch
from drgen.rehearsal.evidence import Evidence, Proof
from drgen.rehearsal.stage import StageFailed, Theatre

Say = Callable[[str], None]
BUILD = "build"
_NOTHING_MOVES = (
    "A failover: the standby has nothing to take over with. This platform is restored from its backups, by hand, and "
    "nothing here rehearses that."
)


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

    `only` names the stages to play besides the build, which all need; `keep` is called at the end, while the local AWS
    still runs. Raises DrgenError where the rehearsal cannot even begin.
    """
    here = scratch.copy(source, name)
    spec, stacks = here.load(name)
    logs = here.root.parent / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / "commands.log"
    log.write_text("", encoding="utf-8")
    evidence = Evidence(name, scenario, about=about.facts(here, name, spec))
    with local_aws.start(given.of(spec), logs) as aws:
        theatre = Theatre(here, name, spec, stacks, aws, evidence, log, say)
        if not scenarios.moves(stacks):
            evidence.left_out.append(_NOTHING_MOVES)
        say(f"  local AWS on {aws.environment['AWS_ENDPOINT_URL']}")
        for stage in scenarios.stages(scenario, stacks):
            if (only and stage.name not in {*only, BUILD}) or not _played(theatre, stage):
                continue
        if keep:
            keep(theatre)
    return evidence


def _played(theatre: Theatre, stage: scenarios.Stage) -> bool:
    """Play one stage, unless an earlier one broke: then it is not proven, and said so."""
    theatre.stage = stage.name
    broken = not all(act.ok for act in theatre.evidence.acts)
    if broken:
        theatre.evidence.proofs.append(
            Proof(stage.name, stage.title, held=False, seen="not played: a stage before it broke")
        )
        return False
    theatre.say(stage.title)
    try:
        stage.play(theatre)
    except StageFailed as failed:
        theatre.evidence.proofs.append(Proof(stage.name, stage.title, held=False, seen=str(failed)))
        return False
    return True
