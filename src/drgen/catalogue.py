"""The checks as a catalogue: for a terminal, and as docs/checks.md."""

from __future__ import annotations

from collections.abc import Iterable

from drgen import checks
from drgen.checks import Check

_ABOUT = """\
<!-- Generated from the checks' docstrings by `drgen explain --all --format markdown`. Do not edit. -->

# What drgen checks

`drgen check` reads the spec and the modules; no Terraform, no AWS, no network. `drgen status` asks both regions what
runs there, and those checks with it. Each check is a file under `src/drgen/checks`, and its id is the sentence that is
wrong.
A finding that is meant to be is accepted in the spec, with a reason:

```yaml
suppress:
  health_check_is_shallow: {at: components.dns, because: the page at / asks the database, until: 2027-03-31}
```

`at` (a place in the spec, a module's folder, or a list of those) and `until` may be left out. A suppression that finds
nothing, or whose last day is over, is a finding itself. A difference that is meant for a while has an `until` in its
`standby:` block.

A *blocker* makes a failover fail, or loses what is promised; *high* is what `drgen check` stops at unless `--fail-on`
says otherwise.
"""


def table(found: Iterable[Check]) -> str:
    """One line a check: id, severity, what is wrong."""
    rows = [(check.id, str(check.severity), check.fault) for check in _worst_first(found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(f"{row[0]:<{widths[0]}}  {row[1]:<{widths[1]}}  {row[2]}\n" for row in rows)


def page(check: Check) -> str:
    """A check's documentation, and who runs it."""
    return f"{check.id}  {check.severity}\n\n{check.documentation}\n\n{_run(check)}\n"


def markdown() -> str:
    """All of them: docs/checks.md."""
    found = _worst_first(checks.every())
    index = "".join(f"| [{check.id}](#{check.id}) | {check.severity} | {check.fault} |\n" for check in found)
    head = "| check | severity | what is wrong |\n| --- | --- | --- |\n"
    return f"{_ABOUT}\n{head}{index}\n" + "\n".join(section(check) for check in found)


def section(check: Check) -> str:
    """A check's documentation as Markdown."""
    return f"## {check.id}\n\n*{check.severity}*. {check.documentation}\n\n{_run(check)}\n"


def _run(check: Check) -> str:
    commands = " and ".join(f"`drgen {name}`" for name in check.commands) or "no command yet"
    return f"Reads {', '.join(sorted(check.reads))}; run by {commands}."


def _worst_first(found: Iterable[Check]) -> list[Check]:
    return sorted(found, key=lambda check: (-check.severity, check.id))
