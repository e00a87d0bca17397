"""Warm a cache through the application: ask its endpoint for each key, and let it fill the cache as it always does.

At a bounded rate, since every miss is a query to the database; and once: a lock in the cache keeps a second warm run
of the same keys away, and no key is asked for twice at a time.
"""

from __future__ import annotations

import http.client
import itertools
import ssl
import time
import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from drgen.errors import DrgenError
from drgen.warming.resp import Connection

_WORKERS = 16
_TIMEOUT = 10.0  # seconds
_LOCK = 60_000  # milliseconds that a lock outlives the run that died
_UNLOCK = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end"
_RENEW = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0"


@dataclass(frozen=True)
class Read:
    """How a run went."""

    asked: int
    failed: int  # answered with another status than 2xx, or not at all
    seconds: float


def read(keys: Iterable[str], url: str, rate: int, *, cache: Connection, family: str, after: int = 0) -> Read:
    """Ask `url`, in which {key} stands for the key, for each key but the first `after`; `rate` a second, at most.

    Raises DrgenError when another run is at it.
    """
    began, failed, asked = time.monotonic(), 0, 0
    wanted = dict.fromkeys(itertools.islice(keys, after, None))  # each once
    with _alone(cache, family) as renew, ThreadPoolExecutor(_WORKERS) as pool:
        for batch in _batches(wanted, max(1, rate // 10)):
            failed += sum(not fine for fine in pool.map(lambda key: _asked(url, key), batch))
            asked += len(batch)
            renew()
            time.sleep(max(0.0, asked / rate - (time.monotonic() - began)))
    return Read(asked, failed, time.monotonic() - began)


@contextmanager
def _alone(cache: Connection, family: str) -> Iterator[_Renew]:
    lock, owner = f"drgen:warming:{family}", uuid.uuid4().hex
    if cache.call("SET", lock, owner, "NX", "PX", _LOCK) is None:
        hint = f"wait for it; the lock of a run that died goes after {_LOCK // 1000} s"
        raise DrgenError(f"{cache.where}: {family} is being warmed already", hint=hint)
    try:
        yield _Renew(cache, lock, owner)
    finally:
        cache.call("EVAL", _UNLOCK, 1, lock, owner)


@dataclass(frozen=True)
class _Renew:
    cache: Connection
    lock: str
    owner: str

    def __call__(self) -> None:
        if self.cache.call("EVAL", _RENEW, 1, self.lock, self.owner, _LOCK) != 1:
            raise DrgenError(
                f"{self.cache.where}: the lock {self.lock} is another run's now", hint="let that one finish"
            )


def _batches(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(keys)
    while batch := list(itertools.islice(left, size)):
        yield batch


def _asked(url: str, key: str) -> bool:
    parts = urlsplit(url.replace("{key}", quote(key, safe="")))
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    host, port = parts.hostname or "", parts.port
    connection = (
        http.client.HTTPSConnection(host, port, timeout=_TIMEOUT, context=ssl.create_default_context())
        if parts.scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=_TIMEOUT)
    )
    try:
        connection.request("GET", target)
        return connection.getresponse().status // 100 == 2  # noqa: PLR2004  success
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
