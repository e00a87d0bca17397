"""Stage 5: the primary is back: nothing flaps, the old writer is fenced, all goes home, the standby waits small."""

from __future__ import annotations

from drgen.local_aws.faults import Kind
from drgen.rehearsal import failover, places, shrink
from drgen.rehearsal.stage import Theatre
from drgen.terms import ROOTS

TITLE = "home: the primary is back, fenced, rebuilt, and serves again"
_FLAPS = 5


def play(theatre: Theatre) -> None:
    """Light the primary again, flicker a little, then fence, fail back, reconcile and shrink."""
    _flicker(theatre)
    stopped(theatre)
    theatre.drgen("fence", theatre.name, "--region", "primary", "--yes", f"fence {theatre.name}")
    _one_writer(theatre)
    theatre.plans_are_empty(["foundation", "standby", "global"], "with the standby active the plan is empty")
    theatre.drgen("failback", theatre.name, "--yes", f"failback {theatre.name}")
    failover.look(theatre, "primary")
    _one_writer(theatre)
    failover.reconcile(theatre, "primary", "--no-plan")  # each root is planned next
    theatre.plans_are_empty(list(ROOTS), "home again the plan is empty")
    shrink.play(theatre)


def stopped(theatre: Theatre) -> None:
    """Write down whether a primary that was told to stop stays unanswered."""
    for one in places.stopped_primary(theatre):
        theatre.proves(one.what, held=one.held, seen=one.seen)


def _flicker(theatre: Theatre) -> None:
    """A region that comes and goes moves no traffic: after a failover only we do."""
    home = places.region(theatre, "primary")
    stayed = True
    for _ in range(_FLAPS):
        theatre.aws.faults.light()
        stayed &= all(one.held for one in places.dns(theatre, "standby"))
        theatre.aws.faults.darken([home], Kind.REFUSE)
        stayed &= all(one.held for one in places.dns(theatre, "standby"))
    theatre.light()
    theatre.say(f"  {home} is back")
    if theatre.spec.hosts:
        theatre.proves(f"{home} comes and goes {_FLAPS} times and traffic stays", held=stayed, seen="asked each time")


def _one_writer(theatre: Theatre) -> None:
    for one in places.single_writers(theatre):
        theatre.proves(one.what, held=one.held, seen=one.seen)
