"""The HTML report: one file, no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from drgen.rehearsal import picture

if TYPE_CHECKING:
    from drgen.rehearsal.evidence import Act, Evidence, Proof

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; max-width: 1080px; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; margin-bottom: 0; } h2 { margin-top: 2em; border-bottom: 1px solid #d5dbe3; }
.verdict { display: inline-block; padding: .1em .7em; border-radius: 1em; color: #fff; font-size: .7em; }
.passed { background: #1a7f4b; } .failed { background: #b3261e; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .25em .6em; vertical-align: top; }
tr { border-bottom: 1px solid #edf0f4; } td.n { text-align: right; white-space: nowrap; }
td.m { width: 1.5em; } td.m + td { width: 52%; } .held { color: #1a7f4b; } .broke { color: #b3261e; font-weight: 600; }
.quiet { color: #5c6b7c; } code { font-size: .9em; } svg { width: 100%; height: auto; }
pre { background: #f6f8fa; padding: .6em; overflow-x: auto; font-size: .85em; }
"""


def html(evidence: Evidence) -> str:
    """The whole page."""
    from drgen.rehearsal.report import not_proven

    word = "passed" if evidence.passed else "failed"
    body = [
        f'<h1>Rehearsal of {escape(evidence.environment)} <span class="verdict {word}">{word}</span></h1>',
        f'<p class="quiet">{escape(sentence(evidence))}</p>',
        picture.timeline(evidence),
        '<p class="quiet">Grey: while a region is dark. Each bar is a command as a user types it.</p>',
        *(part for stage in evidence.stages() for part in _stage(evidence, stage)),
        "<h2>Not proven here</h2>",
        f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in not_proven(evidence))}</ul>",
        "<h2>What was rehearsed</h2>",
        _table(f"<td>{escape(name)}</td><td><code>{escape(told)}</code></td>" for name, told in facts(evidence)),
    ]
    head = f"<meta charset='utf-8'><title>Rehearsal of {escape(evidence.environment)}</title><style>{_STYLE}</style>"
    return f"<!doctype html>\n<html lang='en'><head>{head}</head><body>\n" + "\n".join(body) + "\n</body></html>\n"


def sentence(evidence: Evidence) -> str:
    """What was done and how it ended, in a sentence or two."""
    held, count = sum(proof.held for proof in evidence.proofs), len(evidence.proofs)
    return (
        f"Scenario “{evidence.scenario}”, played with the real Terraform against emulators on loopback in "
        f"{clock(evidence.seconds)} minutes: {held} of {count} promises held, {len(evidence.acts)} commands. "
        "Nothing ran on AWS."
    )


def facts(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """What the report is about: versions, digests, promises, flat."""
    for name, told in evidence.about.items():
        if isinstance(told, dict):
            yield from ((f"{name.replace('_', ' ')}: {key}", str(value)) for key, value in told.items())
        else:
            yield name.replace("_", " "), str(told)


def clock(seconds: float) -> str:
    """Minutes and seconds, 04:07."""
    return f"{int(seconds) // 60:02}:{int(seconds) % 60:02}"


def _stage(evidence: Evidence, stage: str) -> list[str]:
    proofs = [proof for proof in evidence.proofs if proof.stage == stage]
    acts = [act for act in evidence.acts if act.stage == stage]
    return [
        f"<h2>{escape(stage)}</h2>",
        _table(_proof(proof) for proof in proofs),
        f"<details><summary>{len(acts)} commands</summary>{_table(_act(act) for act in acts)}</details>",
    ]


def _proof(proof: Proof) -> str:
    mark = '<td class="m held">✓</td>' if proof.held else '<td class="m broke">✗</td>'
    return f"{mark}<td>{escape(proof.claim)}</td><td class='quiet'>{escape(proof.seen)}</td>"


def _act(act: Act) -> str:
    words = f"<pre>{escape(act.words)}</pre>" if act.words else ""
    return (
        f"<td class='n'>{clock(act.began)}</td><td>{escape(act.name)}{words}</td><td class='n'>{act.seconds:.0f} s</td>"
    )


def _table(rows: Iterator[str]) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
