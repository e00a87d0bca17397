"""What a run holds while it lasts: leases on the platform, and the states that must not be applied."""

from __future__ import annotations

import getpass
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

from drgen.errors import DrgenError
from drgen.failover import claims, lease, statelocks
from drgen.failover.store import Store

if TYPE_CHECKING:
    from drgen.failover.run import Run
    from drgen.terms import Side


def take(run: Run) -> None:
    """The lease in the target's bucket, and where both regions are asked, in the other one: runs go both ways."""
    for side in (run.target, run.origin) if run.is_planned else (run.target,):
        try:
            taken = lease.take(Store.of(run.reach, run.spec, side), run.world.clock, run.id, who())
        except DrgenError:
            let_go(run)
            raise
        run.leases.append(taken)


def let_go(run: Run) -> None:
    """Give the leases back, so that another run need not wait; what cannot be given back runs out by itself."""
    for one in run.leases:
        with suppress(DrgenError):
            one.release()
    for left in run.claims:
        with suppress(DrgenError):
            left.show(over=True)
    run.claims.clear()


def claim(run: Run) -> None:
    """Leave word for whoever fails over the other way, and write down what is known of such a run.

    Raises HeldError when there is one.
    """
    assert run.journal is not None
    run.journal.write("opposite", known=claims.take(run, who()))


def lock_states(run: Run) -> None:
    """Hold the states of the roots that must not be applied until `drgen reconcile` has ended."""
    assert run.journal is not None
    for root, side in concerned(run):
        run.journal.write("lock", root=root)
        statelocks.take(Store.of(run.reach, run.spec, side), root, run.id, who(), run.world.clock)


def concerned(run: Run) -> list[tuple[str, Side]]:
    """The roots that a run holds, each with the side whose bucket keeps its state. A dark region's lock waits."""
    if run.kind in ("fence", "shrink"):
        return []
    sides = [run.target, run.origin] if run.is_planned else [run.target]
    held: list[tuple[str, Side]] = [(side, side) for side in sides]
    if "standby" in sides:
        held.append(("global", "standby"))
    return held


def who() -> str:
    """Who runs this, as records name him."""
    try:
        return f"{getpass.getuser()}@{socket.gethostname()}"
    except (KeyError, OSError):
        return f"somebody@{socket.gethostname()}"
