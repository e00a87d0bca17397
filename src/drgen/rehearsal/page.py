"""The HTML report: one file, no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from drgen.rehearsal import picture

if TYPE_CHECKING:
    from drgen.rehearsal.evidence import Act, Evidence, Proof

_STYLE = """
:root { color-scheme: light dark; --ink: #1d2733; --quiet: #5c6b7c; --paper: #fff; --line: #e3e8ee; --band: #f1f4f8;
  --bar: #3a6ea5; --good: #1a7f4b; --bad: #b3261e; --dark: #2b3440; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9f0; --quiet: #9aa7b6; --paper: #14181e; --line: #2c3541;
  --band: #1b2129; --bar: #6aa5e0; --good: #5cc98b; --bad: #ff8a80; --dark: #c3cedb; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 1080px;
  margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.6em; margin-bottom: .2em; } h2 { margin: 2em 0 .3em; border-bottom: 1px solid var(--line); }
h2 small { font-weight: 400; font-size: .65em; color: var(--quiet); margin-left: .6em; }
.verdict { display: inline-block; padding: .1em .7em; border-radius: 1em; border: 2px solid; font-size: .7em; }
.passed, .held { color: var(--good); } .failed, .broke { color: var(--bad); font-weight: 600; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .25em .6em; vertical-align: top; overflow-wrap: anywhere; }
tr { border-bottom: 1px solid var(--line); } td.n { text-align: right; white-space: nowrap; width: 4em; }
th { width: 30%; font-weight: 400; color: var(--quiet); } td.m { width: 1.5em; } td.m + td { width: 52%; }
.quiet, summary { color: var(--quiet); } code { font-size: .9em; } svg { width: 100%; height: auto; }
pre { background: var(--band); padding: .6em; overflow-x: auto; font-size: .85em; }
@media print { body { max-width: none; margin: 0; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
"""


def html(evidence: Evidence) -> str:
    """The whole page."""
    from drgen.rehearsal.report import not_proven

    word = "passed" if evidence.passed else "failed"
    body = [
        f'<h1>Rehearsal of {escape(evidence.environment)} <span class="verdict {word}">{word}</span></h1>',
        f"<p>{escape(sentence(evidence))}</p>",
        _facts(circumstances(evidence)),
        *_broken(evidence),
        "<h2>Timeline<small>each bar is a command as a user types it; shaded: while a region is dark</small></h2>",
        picture.timeline(evidence),
        *(part for stage in evidence.stages() for part in _stage(evidence, stage)),
        "<h2>Not proven here</h2>",
        f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in not_proven(evidence))}</ul>",
        "<h2>Promised, and estimated for AWS<small>by drgen's model; a rehearsal measures neither</small></h2>",
        _facts(evidence.about.get("promised", {}).items()),
        "<h2>What was rehearsed<small>digests are SHA-256</small></h2>",
        _facts(facts(evidence)),
    ]
    head = f"<meta charset='utf-8'><title>Rehearsal of {escape(evidence.environment)}</title><style>{_STYLE}</style>"
    return f"<!doctype html>\n<html lang='en'><head>{head}</head><body>\n" + "\n".join(body) + "\n</body></html>\n"


def sentence(evidence: Evidence) -> str:
    """What was done and how it ended, in a sentence or two."""
    held, count = len(evidence.proofs) - len(evidence.broken()), len(evidence.proofs)
    return (
        f"Scenario “{evidence.scenario}”, played with the real Terraform against emulators on loopback in "
        f"{clock(evidence.seconds)} minutes: {held} of {count} promises held, {len(evidence.acts)} commands. "
        "Nothing ran on AWS."
    )


def circumstances(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Who rehearsed what, and when; and what not, so that nobody takes a part for the whole."""
    yield "rehearsed by", evidence.who or "unknown"
    yield "began", evidence.began or "unknown"
    yield "commit", str(evidence.about.get("commit", "unknown"))
    yield from (("left out", line) for line in evidence.left_out)


def facts(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """What the report is about: versions, digests, flat; what stands elsewhere in it left out."""
    for name, told in evidence.about.items():
        if name in ("commit", "promised"):
            continue
        if isinstance(told, dict):
            yield from ((f"{_singular(name)} {key}", str(value)) for key, value in told.items())
        else:
            yield name.replace("_", " "), str(told)


def clock(seconds: float) -> str:
    """Minutes and seconds, 04:07."""
    return f"{int(seconds) // 60:02}:{int(seconds) % 60:02}"


def _singular(name: str) -> str:
    return name.removesuffix("s") if name in ("versions", "digests", "regions") else name


def _broken(evidence: Evidence) -> list[str]:
    """What did not hold, at the top of the page."""
    broken = evidence.broken()
    return ["<h2>What did not hold</h2>", _table(_proof(proof) for proof in broken)] if broken else []


def _facts(told: Iterable[tuple[str, str]]) -> str:
    return _table(f"<th>{escape(name)}</th><td><code>{escape(said)}</code></td>" for name, said in told)


def _stage(evidence: Evidence, stage: str) -> list[str]:
    proofs = [proof for proof in evidence.proofs if proof.stage == stage]
    acts = [act for act in evidence.acts if act.stage == stage]
    title = f"<small>{escape(evidence.titles.get(stage, ''))}</small>"
    return [
        f"<h2>{escape(stage.capitalize())}{title}</h2>",
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
