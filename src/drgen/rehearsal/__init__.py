"""A whole failover, rehearsed on a local AWS with the real Terraform: build, dark, failover, home, destroy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from drgen import local_aws
from drgen.local_aws import given
from drgen.project import Project
from drgen.rehearsal import build, dark, scratch
from drgen.rehearsal.evidence import Evidence, Proof
from drgen.rehearsal.stage import StageFailed, Theatre

Say = Callable[[str], None]


def run(source: Project, name: str, *, say: Say, only: tuple[str, ...] = ()) -> Evidence:
    """Rehearse an environment; what was seen, failures among it.  Raises DrgenError where it cannot even begin."""
    here = scratch.copy(source, name)
    spec, stacks = here.load(name)
    logs = here.root.parent / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    log = logs / "commands.log"
    log.write_text("", encoding="utf-8")
    evidence = Evidence(name, about={"digests": scratch.digests(here, name)})
    with local_aws.start(given.of(spec), logs) as aws:
        theatre = Theatre(here, name, spec, stacks, aws, evidence, log, say)
        for stage in (build, dark):
            theatre.stage = stage.__name__.rsplit(".", 1)[-1]
            say(stage.TITLE)
            try:
                stage.play(theatre)
            except StageFailed as failed:
                evidence.proofs.append(Proof(theatre.stage, stage.TITLE, held=False, seen=str(failed)))
                break
    return evidence
