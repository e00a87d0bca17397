"""Which run has the platform: one at a time, and whoever slept through his turn is told so.

A lease is an object `failover/lock/<number>` in the target's state bucket, made only where there is none. The number
is the fencing token: the highest one rules. A run looks for a higher one before each call that changes something; one
that was stopped, suspended or cut off for longer than `PATIENCE` may be followed, and finds its follower when it wakes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from drgen.failover.clock import Clock
from drgen.failover.outcome import HeldError
from drgen.failover.store import PREFIX, Store

PATIENCE = 120.0  # seconds without a sign of life, by S3's clock
_RENEW = 20.0  # seconds between signs of life
_LOCK = f"{PREFIX}lock/"


@dataclass
class Lease:
    """The right to act for one run."""

    store: Store
    clock: Clock
    run: str
    who: str
    token: int
    _renewed: float = field(default=0.0)

    def check(self) -> None:
        """Raise HeldError when somebody else has taken over; otherwise show that this run is alive."""
        if self.store.has(_key(self.token + 1)):
            taken = f"another run took over while this one ({self.run}) was silent"
            raise HeldError(taken, hint="nothing more is done here: `drgen status` says who has the platform")
        if self.clock.monotonic() - self._renewed >= _RENEW:
            self._show(released=False)

    def release(self) -> None:
        """Let the next run begin at once."""
        self._show(released=True)

    def _show(self, *, released: bool) -> None:
        self.store.put(_key(self.token), _content(self.run, self.who, released=released))
        self._renewed = self.clock.monotonic()


def take(store: Store, clock: Clock, run: str, who: str) -> Lease:
    """Become the run that has the platform.

    Raises HeldError while another one is alive; the same run, resumed, follows itself once it is silent.
    """
    token = _last(store)
    if token:
        _refuse_living(store, token, run)
    if not store.create(_key(token + 1), _content(run, who, released=False)):
        raise HeldError("another run began at the same moment", hint="`drgen status` says which")
    return Lease(store, clock, run, who, token + 1, clock.monotonic())


def holder(store: Store) -> dict[str, object] | None:
    """Who has the platform now: run, who and released; None where nobody ever had it."""
    token = _last(store)
    found = store.get(_key(token)) if token else None
    said: dict[str, object] | None = json.loads(found.body) if found else None
    return said


def _last(store: Store) -> int:
    return max((int(key.removeprefix(_LOCK).removesuffix(".json")) for key in store.keys(_LOCK)), default=0)


def _refuse_living(store: Store, token: int, run: str) -> None:
    found = store.get(_key(token))
    if found is None:
        return
    said = json.loads(found.body)
    if said["released"] or found.age >= PATIENCE:
        return
    wait = f"it gave a sign of life {found.age:.0f} s ago; a run that is dead may be followed after {PATIENCE:.0f} s"
    verb = "is still being run" if said["run"] == run else "has the platform"
    raise HeldError(f"{said['run']}, started by {said['who']}, {verb}", hint=wait)


def _key(token: int) -> str:
    return f"{_LOCK}{token:06}.json"


def _content(run: str, who: str, *, released: bool) -> bytes:
    return json.dumps({"run": run, "who": who, "released": released}, sort_keys=True).encode()
