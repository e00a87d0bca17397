"""Stage 2: a region goes dark, and with it what is controlled from there; the other is planned and applied."""

from __future__ import annotations

from drgen.local_aws.faults import Kind
from drgen.rehearsal.stage import PLANNED, Theatre
from drgen.terms import SIDES

TITLE = "dark: the other region plans and applies"


def play(theatre: Theatre, side: str = "primary", kind: Kind = Kind.REFUSE) -> None:
    """Make a side dark, then init, plan and apply the other side's root: what was planned, as a pipeline does."""
    region = getattr(theatre.spec.regions, side).name
    other = SIDES[1 - SIDES.index(side)]
    theatre.darken(region, kind)
    theatre.terraform(other, "init", "-input=false", "-no-color")
    changes = theatre.changes(other)
    theatre.proves(f"{other} plans while {region} is dark", held=not changes, seen=f"{len(changes)} changes")
    theatre.terraform(other, "apply", "-input=false", "-no-color", PLANNED)
    asked = theatre.aws.faults.in_the_dark
    seen = ", ".join(f"{service} {action}" for _, service, action in sorted(asked)[:5]) or "none"
    theatre.proves(f"no request to {region}", held=not asked, seen=f"{sum(asked.values())}: {seen}")
