"""Warm a cache through the application: ask its endpoint for each key, and let it fill the cache as it always does.

At a bounded rate, since every miss is a query to the database, and each key once. A run that was killed goes on after
the keys that it had asked for.
"""

from __future__ import annotations

import http.client
import itertools
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

from drgen.errors import DrgenError
from drgen.warming.notes import Progress, noted, save
from drgen.warming.pace import Pace

_WORKERS = 16
_TIMEOUT = 10.0  # seconds
_SAVE_EVERY = 1.0  # seconds between two notes of how far it is


def read(
    keys: Iterable[str],
    url: str,
    rate: int,
    *,
    note: Path | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Ask `url`, in which {key} stands for the key, for each key; `rate` a second, at most. Returns how it went.

    What is answered with another status than 2xx, or not at all, has failed: another run begins anew, for what is
    there already costs the application little.
    """
    before = progress = noted(note, url)
    if before.done:
        return before
    pace, saved = Pace(rate, time.monotonic()), time.monotonic()
    wanted = itertools.islice(dict.fromkeys(keys), before.seen, None)  # each once
    with closing(_Asker(url)) as asker, ThreadPoolExecutor(_WORKERS) as pool:
        for batch in _batches(wanted, max(1, rate // 10)):
            fine = sum(pool.map(asker.ask, batch))
            progress = _further(progress, fine, len(batch) - fine, before.seconds + time.monotonic() - pace.began)
            if time.monotonic() - saved > _SAVE_EVERY:
                save(note, progress)
                saved = time.monotonic()
            tell(progress)
            pace.hold(len(batch))
    progress = replace(progress, done=True)
    save(note, Progress(url) if progress.failed else progress)
    return progress


def _further(now: Progress, fine: int, failed: int, seconds: float) -> Progress:
    return replace(now, loaded=now.loaded + fine, failed=now.failed + failed, seconds=seconds)


def listed(where: str, folder: Path) -> Iterator[str]:
    """The keys of a list, one a line: a URL, or a file below `folder`. Raises DrgenError where it cannot be read."""
    lines = _fetched(where) if where.startswith(("http://", "https://")) else _lines(folder / where)
    yield from (line for each in lines if (line := each.strip()))


def answers(url: str) -> str:
    """Why an endpoint's host takes no connection; empty when it does."""
    try:
        with _connected(urlsplit(url)) as connection:
            connection.connect()
    except (OSError, http.client.HTTPException) as error:
        return f"{urlsplit(url).netloc} does not answer: {error}"
    return ""


class _Asker:
    """Asks for keys, on one connection a thread that is kept open."""

    def __init__(self, url: str) -> None:
        self._url, self._own = url, threading.local()
        self._opened: list[http.client.HTTPConnection] = []

    def ask(self, key: str) -> bool:
        """Whether the application made it."""
        parts = urlsplit(self._url.replace("{key}", quote(key, safe="")))
        connection = self._connection(parts)
        try:
            connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return False  # the connection opens itself anew
        return answer.status // 100 == 2  # noqa: PLR2004  success

    def close(self) -> None:
        for one in self._opened:
            one.close()

    def _connection(self, parts: SplitResult) -> http.client.HTTPConnection:
        if getattr(self._own, "connection", None) is None:
            self._own.connection = _opened(parts)
            self._opened.append(self._own.connection)
        found: http.client.HTTPConnection = self._own.connection
        return found


def _opened(parts: SplitResult) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        return http.client.HTTPSConnection(host, parts.port, timeout=_TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, parts.port, timeout=_TIMEOUT)


@contextmanager
def _connected(parts: SplitResult) -> Iterator[http.client.HTTPConnection]:
    connection = _opened(parts)
    try:
        yield connection
    finally:
        connection.close()


def _fetched(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    try:
        with _connected(parts) as connection:
            connection.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
            answer = connection.getresponse()
            if answer.status != http.client.OK:
                raise DrgenError(f"{url} answers with {answer.status}", hint="it must list the keys, one a line")
            for line in answer:
                yield line.decode("utf-8")
    except (OSError, http.client.HTTPException, UnicodeDecodeError) as error:
        raise DrgenError(f"{url} gives no list of keys: {error}", hint="run it again: it goes on") from error


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise DrgenError(f"{path} gives no list of keys: {error}", hint="the path is relative to the spec") from error


def _batches(keys: Iterable[str], size: int) -> Iterator[list[str]]:
    left = iter(keys)
    while batch := list(itertools.islice(left, size)):
        yield batch
