"""Stage 3 and 4: the failover, looked at from outside; then the files follow, and no plan wants it otherwise."""

from __future__ import annotations

from drgen.rehearsal import places, workloads
from drgen.rehearsal.stage import Theatre
from drgen.terms import Side

TITLE = "failover: the standby takes over, and the files follow"
_BECAUSE = (
    "--accept-data-loss",
    "unknown",
    "--because",
    "rehearsal: nobody can ask a dark region how far behind we are",
)


def play(theatre: Theatre) -> None:
    """Fail over while the primary is dark, then reconcile."""
    theatre.drgen("failover", theatre.name, "--yes", f"failover {theatre.name}", *_BECAUSE)
    look(theatre, "standby")
    theatre.drgen("reconcile", theatre.name)
    theatre.plans_are_empty(["standby"], "after the failover the plan is empty")
    left_alone(theatre)


def left_alone(theatre: Theatre) -> None:
    """Write down whether what is dark was left alone."""
    asked = theatre.aws.faults.in_the_dark
    seen = ", ".join(f"{service} {action}" for _, service, action in sorted(asked)[:5]) or "none"
    claim = "the dark region was asked nothing but whether it answers"
    theatre.proves(claim, held=not beyond_probing(theatre), seen=seen)


def look(theatre: Theatre, side: Side) -> None:
    """Write down whether a side serves."""
    for one in places.serving(theatre, side):
        theatre.proves(one.what, held=one.held, seen=one.seen)
    for instance, scale in theatre.spec.scale.items():
        objects = workloads.at(theatre, side, instance).objects
        for name, wanted in scale.deployments.items():
            found = objects[workloads.path("deployments", name)]["spec"]["replicas"]
            theatre.proves(
                f"{name} has its full size in {side}", held=found >= wanted, seen=f"{found} of {wanted} pods"
            )


def beyond_probing(theatre: Theatre) -> bool:
    """`reconcile` asks each region once who we are, to know whether it answers; nothing else may."""
    return any(service != "sts" for _, service, _ in theatre.aws.faults.in_the_dark)
