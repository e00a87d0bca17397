"""The stages of the scenarios besides the plain dark region; each proves something of its own."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from drgen.failover import journal
from drgen.failover.outcome import NotReadyError
from drgen.local_aws.faults import Kind, Rule
from drgen.rehearsal import dark, failover, places
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.programs.children import Done
    from drgen.rehearsal.stage import Theatre

_THROTTLED = ("rds", "elasticache", "eks", "monitoring", "elasticloadbalancing", "dynamodb", "ssm", "scheduler")
_TIMES = 2  # each; clients try three times and more
_FLAPS, _BEAT_SECONDS = 3, 0.5
_READS = re.compile(r"(BatchGet|Describe|Get|Head|List)[A-Z]|(GET|HEAD) /")
_WHY = "rehearsal: the region is away, and what it had not sent is lost"
_ANY_LOSS = ("--accept-data-loss", "unknown", "--because", _WHY)
_LINES = 2  # of a refusal: what, and the first reason
_REFUSED = NotReadyError.exit_code


def standby_dark(theatre: Theatre) -> None:
    """With the standby away the primary plans, applies and serves; a failover into it is refused, nothing touched."""
    dark.play(theatre, "standby")
    before = Counter(theatre.aws.faults.asked)
    done = failing_over(theatre, *_ANY_LOSS)
    changed = changes(theatre.aws.faults.asked - before)
    refused(theatre, done, "a failover into a dark region is refused")
    theatre.proves("the refused failover changed nothing", held=not changed, seen=", ".join(changed) or "no such call")
    failover.look(theatre, "primary")
    theatre.light()


def partition(theatre: Theatre) -> None:
    """IAM, Route 53 and their like are away, both regions live: what a switchover needs must not be among them."""
    theatre.aws.faults.partition()
    theatre.say("  IAM, Route 53 and what else is controlled from one region do not answer; both regions do")
    for side in SIDES:
        changed = theatre.changes(side)
        claim = f"{side} plans without IAM, Route 53 and what else is controlled from one region"
        theatre.proves(claim, held=not changed, seen=f"{len(changed)} changes")
        theatre.apply(side)
    failover.look(theatre, "primary")
    theatre.drgen("switchover", theatre.name, "--yes", f"switchover {theatre.name}")
    failover.look(theatre, "standby")
    theatre.drgen("reconcile", theatre.name)
    asked = theatre.aws.faults.in_the_dark
    seen = ", ".join(f"{service} {action}" for _, service, action in sorted(asked)[:5]) or "none"
    theatre.proves("nothing asked a control plane that was away", held=not asked, seen=seen)
    theatre.light()
    theatre.plans_are_empty(["primary", "standby", "global"], "after the switchover the plan is empty")


def throttled(theatre: Theatre) -> None:
    """The standby's APIs throttle: the failover takes longer and ends all the same."""
    here, faults = places.region(theatre, "standby"), theatre.aws.faults
    dark.play(theatre)
    faults.rules = [Rule(Kind.THROTTLE, service, here, times=_TIMES) for service in _THROTTLED]
    failover.play(theatre)
    counts = {service: faults.failed[service, Kind.THROTTLE] for service in _THROTTLED}
    seen = ", ".join(f"{service} {count}" for service, count in counts.items() if count) or "nothing was throttled"
    theatre.proves("it ended although calls were throttled", held=any(counts.values()), seen=seen)


def flapping(theatre: Theatre) -> None:
    """The primary comes and goes before the failover and during it: nothing moves by itself, and nobody else writes."""
    there, faults = places.region(theatre, "primary"), theatre.aws.faults
    stayed = True
    for _ in range(_FLAPS):
        faults.darken([there], Kind.RESET)
        stayed &= all(one.held for one in places.dns(theatre, "primary"))
        faults.light()
        stayed &= all(one.held for one in places.dns(theatre, "primary"))
    claim = f"{there} comes and goes {_FLAPS} times and traffic stays until somebody moves it"
    if theatre.spec.hosts and theatre.spec.traffic == "orchestrated":
        theatre.proves(claim, held=stayed, seen="asked each time")
    for one in places.single_writers(theatre):
        theatre.proves(f"{one.what} after that", held=one.held and one.seen == "primary", seen=one.seen)
    with _coming_and_going(theatre, there):
        theatre.drgen("failover", theatre.name, "--yes", f"failover {theatre.name}", *_ANY_LOSS)
        failover.look(theatre, "standby")
    theatre.darken(there, Kind.RESET)
    _follow(theatre)


def lag(theatre: Theatre) -> None:
    """The copies are further behind than any objective: no failover without consent to that very loss."""
    late = 2.0 * max(promises(theatre), default=300)
    theatre.aws.extensions.state("cloudwatch").lag_seconds = late
    theatre.darken(places.region(theatre, "primary"))
    refused(theatre, failing_over(theatre), f"a failover that loses {late:.0f} s is refused without consent")
    less = ("--accept-data-loss", f"{late / 2:.0f}", "--because", "rehearsal: less than it is")
    refused(theatre, failing_over(theatre, *less), f"nor is consent to {late / 2:.0f} s enough")
    enough = ("--accept-data-loss", f"{late:.0f}", "--because", _WHY)
    theatre.drgen("failover", theatre.name, "--yes", f"failover {theatre.name}", *enough)
    failover.look(theatre, "standby")
    said = next((entry.data["consent"] for entry in _began(theatre)), None) or {}
    held = bool(said.get("who")) and said.get("why") == _WHY and float(said.get("seconds", 0)) == late
    seen = f"{said.get('who')} accepted {said.get('seconds')} s: {said.get('why')}"
    theatre.proves("the journal says who accepted which loss, and why", held=held, seen=seen)
    _follow(theatre)
    theatre.aws.extensions.state("cloudwatch").lag_seconds = 0.0


def failing_over(theatre: Theatre, *consent: str) -> Done:
    """Try a failover that should be refused."""
    words = ("failover", theatre.name, "--yes", f"failover {theatre.name}", *consent)
    return theatre.drgen(*words, accept=(0, _REFUSED))


def refused(theatre: Theatre, done: Done, claim: str) -> None:
    """Write down whether a run was refused, with its own words."""
    words = " ".join(done.last_words.splitlines()[:_LINES]).removeprefix("error: ")
    theatre.proves(claim, held=done.code == _REFUSED, seen=f"exit code {done.code}: {words}")


def changes(asked: Counter[tuple[str, str, str]]) -> list[str]:
    """Calls that may change something, by what was asked."""
    return sorted(f"{service} {action} in {region}" for region, service, action in asked if not _READS.match(action))


def promises(theatre: Theatre) -> Iterator[float]:
    """The RPO of each instance in the standby, in seconds."""
    [standby] = [stack for stack in theatre.stacks if stack.name == "standby"]
    for call in standby.calls:
        if "objectives" in call.inputs:
            yield float(call.settings["objectives"]["rpo_seconds"])


def _follow(theatre: Theatre) -> None:
    """The files follow what was moved."""
    theatre.drgen("reconcile", theatre.name)
    theatre.plans_are_empty(["standby"], "after the failover the plan is empty")


@contextmanager
def _coming_and_going(theatre: Theatre, region: str) -> Iterator[None]:
    """A region that is dark every other moment, until the context ends."""
    ended = threading.Event()

    def flap() -> None:
        while not ended.wait(_BEAT_SECONDS):
            if theatre.aws.faults.dark:
                theatre.aws.faults.light()
            else:
                theatre.aws.faults.darken([region], Kind.RESET)

    thread = threading.Thread(target=flap, name="flapping", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _began(theatre: Theatre) -> Iterator[journal.Entry]:
    """How each failover of this rehearsal began, the newest first."""
    for path in sorted((theatre.project.build / "failover" / theatre.name).glob("*-failover-*.jsonl"), reverse=True):
        entries, _, _ = journal.read(path.read_bytes(), str(path))
        yield entries[0]
