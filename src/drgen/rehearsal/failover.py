"""Stage 3 and 4: the failover, looked at from outside; then the files follow, and no plan wants it otherwise."""

from __future__ import annotations

from drgen.facts import IMPORTS
from drgen.inventory.changes import Action, Change
from drgen.rehearsal import places, workloads
from drgen.rehearsal.stage import Theatre, told
from drgen.terms import Side

TITLE = "failover: the standby takes over, and the files follow"
_ONLY_IN_STATE = {"apply_immediately", "force_destroy"}  # the provider's own switches: no API knows them
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
    reconcile(theatre, "standby", "--no-plan")  # planned next, from outside
    if (theatre.root("standby") / IMPORTS).exists():
        _take_over(theatre)
    theatre.plans_are_empty(["standby"], "after the failover the plan is empty")
    left_alone(theatre)


def left_alone(theatre: Theatre) -> None:
    """Write down whether what is dark was left alone."""
    asked = theatre.aws.faults.in_the_dark
    seen = ", ".join(f"{service} {action}" for _, service, action in sorted(asked)[:5]) or "none"
    claim = "the dark region was asked nothing but whether it answers"
    theatre.proves(claim, held=not beyond_probing(theatre), seen=seen)


def reconcile(theatre: Theatre, side: Side, *options: str) -> None:
    """Have the files follow; that its own plans are empty is looked at elsewhere."""
    done = theatre.drgen("reconcile", theatre.name, *options, accept=(0, 1))
    said = done.out.partition("\n")[0]
    theatre.proves(f"the files say that {side} serves", held=said == f"active: {side}", seen=said or done.last_words)


def _take_over(theatre: Theatre) -> None:
    """Have Terraform import what the failover started, as the import blocks say; it may add, and change nothing."""
    changes = theatre.changes("standby")
    odd = [one for one in changes if not adds(one)]
    imported = sorted(one.address for one in changes if one.imported)
    seen = told(odd) if odd else ", ".join(imported) or "no import"
    theatre.proves("what the failover started is imported as it is", held=bool(imported) and not odd, seen=seen)
    theatre.apply("standby")
    reconcile(theatre, "standby")
    left = (theatre.root("standby") / IMPORTS).exists()
    theatre.proves("the import blocks are gone", held=not left, seen="still there" if left else "deleted")


def adds(change: Change) -> bool:
    """Whether a change leaves alone all that is: something new, or an import that fills in what no API knows."""
    if change.imported:
        return change.action is Action.NO_OP or not set(change.changed()) - _ONLY_IN_STATE
    return change.action is Action.CREATE


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
