"""drgen handover: the values that one root gives to another, as a committed file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from drgen.commands import project, say, say_dropped
from drgen.terms import ROOTS, SEES

if TYPE_CHECKING:
    from pathlib import Path

    from drgen.stacks import Stack

GIVERS = sorted({giver for seen in SEES.values() for giver in seen}, key=ROOTS.index)


@click.command()
@click.argument("env")
@click.argument("givers", nargs=-1, type=click.Choice(GIVERS), metavar="[GIVER]…")
@click.option("--check", is_flag=True, help="Write nothing; exit with 3 when a file is not what the givers say.")
def command(env: str, givers: tuple[str, ...], check: bool) -> None:
    """Hand roots' outputs to the roots that take them.

    GIVER is the root that gives; without one, all of them in apply order. Reads `terraform output` of each giver and
    writes <root>/handover.auto.tfvars.json, which is committed: no root reads another one's state. It stops at the
    first giver that is not applied and keeps what was written before.
    """
    from drgen.programs import terraform

    say_dropped()
    here = project()
    stacks = here.load(env)[1]
    stale = False
    for giver in givers or GIVERS:
        receivers = [stack for stack in stacks if any(variable.giver == giver for variable in stack.variables)]
        outputs = terraform.outputs(here.environment(env) / giver) if receivers else {}
        for receiver in receivers:
            stale |= _hand_over(here.environment(env) / receiver.name, receiver, giver, outputs, check=check)
    click.get_current_context().exit(3 if check and stale else 0)


def _hand_over(folder: Path, receiver: Stack, giver: str, outputs: dict[str, object], *, check: bool) -> bool:
    """Bring one receiver's file up to date with one giver; whether it was not."""
    from drgen import files, handover

    path = folder / handover.FILE
    old = _known(receiver, path)
    new = handover.collect(receiver, giver, outputs)
    changed = {name for name, value in new.items() if old.get(name) != value}
    for name in sorted(new):
        click.echo(f"{'changed' if name in changed else 'same':<7}  {giver} → {receiver.name}  {name}")
    if changed and not check:
        files.replace(path, handover.merged(old, new))
        say(f"wrote {path}")
    return bool(changed)


def _known(receiver: Stack, path: Path) -> dict[str, object]:
    from drgen import handover

    text = path.read_text(encoding="utf-8") if path.exists() else "{}"
    try:
        pruned = json.dumps(handover.known(receiver, json.loads(text)))
    except (ValueError, AttributeError):
        pruned = text  # `read` says what is wrong with it
    return handover.read(receiver, pruned, str(path))
