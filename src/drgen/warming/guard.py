"""One load of a family at a time: a lock in the cache itself, where every machine that could load it sees it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from drgen.errors import DrgenError
from drgen.warming.resp import Connection

_LIVES = 60_000  # milliseconds that a lock outlives the run that died
_EVERY = 5.0  # seconds between two renewals
_UNLOCK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"
_RENEW = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0"


@dataclass
class Lock:
    """Held while a family is loaded."""

    cache: Connection
    name: str
    owner: str
    renewed: float = field(default_factory=time.monotonic)

    def renew(self) -> None:
        """Hold it longer. Raises DrgenError where another run has it now."""
        if time.monotonic() - self.renewed < _EVERY:
            return
        if self.cache.call("EVAL", _RENEW, 1, self.name, self.owner, _LIVES) != 1:
            raise DrgenError(f"{self.cache.where}: the lock {self.name} is another run's now", hint="let it finish")
        self.renewed = time.monotonic()


@contextmanager
def alone(cache: Connection, family: str, owner: str) -> Iterator[Lock]:
    """Hold the lock of a family. An owner who died goes on with his own. Raises DrgenError when another has it."""
    lock = Lock(cache, f"drgen:warming:{family}", owner)
    held = cache.call("SET", lock.name, owner, "NX", "PX", _LIVES) is None
    if held and cache.call("EVAL", _RENEW, 1, lock.name, owner, _LIVES) != 1:
        hint = f"wait for it; the lock of a run that died goes after {_LIVES // 1000} s"
        raise DrgenError(f"{cache.where}: {family} is being warmed already", hint=hint)
    try:
        yield lock
    finally:
        cache.call("EVAL", _UNLOCK, 1, lock.name, owner)
