"""The evidence as files: JSON for machines, Markdown for a review, HTML with a picture for whoever audits."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drgen.rehearsal import page
from drgen.rehearsal.evidence import Evidence

# What no emulator can show, whatever a rehearsal proved.
UNPROVEN = (
    "How long anything takes on AWS: emulators answer at once, and Terraform's own waits are fixed.",
    "Data: no store holds any; replication, its lag and what a failover loses are not rehearsed.",
    "Permissions: the emulators allow everybody everything, so no role or policy was tried.",
    "Health checks, DNS caches and alarms as AWS times them: they are judged at once here.",
    "Whatever an emulator copies wrongly; docs/emulator-limits.md says what is copied, and from where.",
)


def write(evidence: Evidence, folder: Path) -> list[Path]:
    """Write report.json, report.md and report.html into a folder; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"report.json": as_json(evidence), "report.md": as_markdown(evidence), "report.html": page.html(evidence)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def not_proven(evidence: Evidence) -> list[str]:
    """What nobody may conclude from the evidence."""
    return [*evidence.left_out, *UNPROVEN]


def as_json(evidence: Evidence) -> str:
    """The evidence, all of it."""
    told: dict[str, Any] = asdict(evidence) | {"passed": evidence.passed, "seconds": evidence.seconds}
    return json.dumps(told | {"not_proven": not_proven(evidence)}, indent=2, default=str) + "\n"


def as_markdown(evidence: Evidence) -> str:
    """The verdict, the proofs by stage, the steps with their times, and what was not proven."""
    verdict = "passed" if evidence.passed else "FAILED"
    lines = [f"# Rehearsal of {evidence.environment}: {verdict}", "", page.sentence(evidence), ""]
    lines += [f"- {name}: {told}" for name, told in page.circumstances(evidence)] + [""]
    for stage in evidence.stages():
        lines += [f"## {stage}", "", evidence.titles.get(stage, ""), "", "| | promise | seen |", "|---|---|---|"]
        lines += [
            f"| {_mark(p.held)} | {_cell(p.claim)} | {_cell(p.seen)} |" for p in evidence.proofs if p.stage == stage
        ]
        lines += ["", "| at | step | seconds |", "|---:|---|---:|"]
        acts = [act for act in evidence.acts if act.stage == stage]
        lines += [f"| {page.clock(act.began)} | {_cell(act.name)} | {act.seconds:.0f} |" for act in acts]
        lines += [""]
    lines += ["## Not proven here", "", *(f"- {line}" for line in not_proven(evidence)), ""]
    promised = evidence.about.get("promised", {})
    lines += ["## Promised, and estimated for AWS", "", *(f"- {name}: {told}" for name, told in promised.items()), ""]
    lines += ["## What was rehearsed", "", *(f"- {name}: {told}" for name, told in page.facts(evidence))]
    return "\n".join(lines) + "\n"


def _mark(held: bool) -> str:
    return "✓" if held else "✗"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
