"""Copy keys from a cache that lives into one that is to serve, some hundred at a time, with their time to live.

Strings, of which caches are full, go by MGET and SET: two thirds of the servers' work for DUMP and RESTORE, which
take all other types. ElastiCache has no MIGRATE. What the target has already is never overwritten: it may have been
written anew. A key that expires, or changes its type, between two questions is left out.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hiredis import ReplyError

from drgen.warming.notes import Progress, noted, save
from drgen.warming.pace import Pace
from drgen.warming.resp import Connection, command

BATCH = 200  # keys asked for at once: more fall out of the processor's cache, fewer wait for the network
_PAGE = 5  # batches that the source may be ahead, on a machine that has other work
_AHEAD = 5  # batches that the target may be behind
_SAVE_EVERY = 1.0  # seconds between two notes of how far it is
_SET = b"*6\r\n$3\r\nSET\r\n$%d\r\n%b\r\n$%d\r\n%b\r\n$2\r\nNX\r\n$2\r\nPX\r\n$%d\r\n%b\r\n"
_GONE, _FOR_EVER = -2, -1  # what PTTL says of a key that is not there, and of one that does not expire


def copy(
    source: Connection,
    target: Connection,
    match: str = "*",
    *,
    rate: int | None = None,
    note: Path | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Copy every key that matches, with its time to live; returns how it went.

    `rate` is keys a second, at most. `note` keeps how far it is: a run that is killed goes on from there. Raises
    DrgenError when either side does not answer, or the target refuses (full, read-only, of an older version).
    """
    before = noted(note, match)
    if before.done:
        return before
    began = saved = time.monotonic()
    pace, into = Pace(rate, began), _Target(target, before, before)
    for one in _batches(source, before.cursor, match, _size(rate)):
        into.send(one)
        if time.monotonic() - saved > _SAVE_EVERY:
            save(note, _timed(into.paged, before, began))
            saved = time.monotonic()
        tell(into.progress)
        pace.hold(len(one.keys))
    into.settle()
    progress = replace(_timed(into.progress, before, began), done=True)
    save(note, progress)
    return progress


@dataclass(frozen=True)
class _Batch:
    """Keys, and what the source says of them."""

    after: str  # where the source goes on, once the target has it
    keys: Sequence[bytes]
    values: Sequence[bytes | None]  # of strings
    ttls: Sequence[int]  # milliseconds
    dumps: Sequence[bytes | None]  # of keys of other types, which come after those of their page

    def commands(self) -> list[bytes]:
        """What makes these keys in the target. Most batches hold strings that expire: these go fast."""
        if self.keys and None not in self.values and min(self.ttls) > 0:
            lives = [b"%d" % ttl for ttl in self.ttls]
            return [
                _SET % (len(key), key, len(value or b""), value, len(life), life)
                for key, value, life in zip(self.keys, self.values, lives, strict=True)
            ]
        return self._one_by_one()

    def _one_by_one(self) -> list[bytes]:
        dumps = iter(self.dumps)
        made = []
        for key, value, ttl in zip(self.keys, self.values, self.ttls, strict=True):
            if ttl == _GONE:
                continue
            if value is not None:
                made.append(_set(key, value, ttl))
            elif (dump := next(dumps, None)) is not None:
                made.append(_restore(key, dump, ttl))
        return made


@dataclass
class _Target:
    """The cache that is filled, and the batches whose answers it still owes."""

    cache: Connection
    progress: Progress
    paged: Progress  # at the end of the last page: where another run goes on
    owed: deque[tuple[str, int]] = field(default_factory=deque)  # where the source goes on, and how many answers

    def send(self, one: _Batch) -> None:
        """Give it a batch, once it is no more than `_AHEAD` behind."""
        while len(self.owed) >= _AHEAD:
            self._take()
        made = one.commands()
        self.cache.send(b"".join(made))
        self.owed.append((one.after, len(made)))

    def settle(self) -> None:
        """Wait for every answer."""
        while self.owed:
            self._take()

    def _take(self) -> None:
        """The answers to the oldest batch. Raises RefusedError for whatever it refuses, but keys that it has."""
        after, count = self.owed.popleft()
        answers = self.cache.replies(count)
        made = answers.count(b"OK")
        for one in answers if made < count else ():
            if not (isinstance(one, ReplyError) and str(one).startswith("BUSYKEY")):
                self.cache.fine(one)
        now = self.progress
        self.progress = replace(now, cursor=after, loaded=now.loaded + made, kept=now.kept + count - made)
        if after != now.cursor:
            self.paged = self.progress


def _batches(source: Connection, cursor: str, match: str, size: int) -> Iterator[_Batch]:
    """The source's keys, a page of some batches at a time: while one is passed on, the source makes the next."""
    here, (after, keys) = cursor, _scanned(source, _scan(cursor, match, size))
    source.send(_page(keys, after, match, size))
    while True:
        others: dict[bytes, int] = {}
        *parts, last = list(_parts(keys, size)) or [[]]
        for part in parts:
            yield _read(source, here, part, others)
        batch = _read(source, here, last, others)
        here = after
        dumps = b"".join(b"*2\r\n$4\r\nDUMP\r\n" + _word(key) for key in others)
        if here != "0":
            after, keys = _scanned(source)
            dumps += _page(keys, after, match, size)
        source.send(dumps)
        yield batch
        found = [source.fine(one) for one in source.replies(len(others))]
        yield _Batch(here, list(others), [None] * len(others), list(others.values()), found)
        if here == "0":
            return


def _read(source: Connection, here: str, keys: Sequence[bytes], others: dict[bytes, int]) -> _Batch:
    """What the source says of some keys; those that are no strings are added to `others`, with their time to live."""
    values, ttls = _answers(source, len(keys))
    if None in values:
        told = zip(keys, values, ttls, strict=True)
        others |= {key: ttl for key, value, ttl in told if value is None and ttl != _GONE}
    return _Batch(here, keys, values, ttls, ())


def _page(keys: Sequence[bytes], after: str, match: str, size: int) -> bytes:
    """The questions about a page's keys, and the one for the next page."""
    asked = b"".join(_questions(part) for part in _parts(keys, size))
    return asked + (b"" if after == "0" else _scan(after, match, size))


def _parts(keys: Sequence[bytes], size: int) -> Iterator[Sequence[bytes]]:
    return (keys[at : at + size] for at in range(0, len(keys), size))


def _scan(at: str, match: str, size: int) -> bytes:
    narrowed = () if match == "*" else ("MATCH", match)
    return command("SCAN", at, *narrowed, "COUNT", _PAGE * size)


def _scanned(source: Connection, asked: bytes = b"") -> tuple[str, list[bytes]]:
    """Where the next page begins, and this one's keys."""
    source.send(asked)
    after, keys = source.fine(source.replies(1)[0])
    return after.decode(), keys


def _questions(keys: Sequence[bytes]) -> bytes:
    """The values of all strings among the keys, and the time that each key has to live."""
    if not keys:
        return b""
    words = [_word(key) for key in keys]
    ttl = b"*2\r\n$4\r\nPTTL\r\n"
    return b"*%d\r\n$4\r\nMGET\r\n%b%b%b" % (len(keys) + 1, b"".join(words), ttl, ttl.join(words))


def _answers(source: Connection, count: int) -> tuple[list[bytes | None], list[int]]:
    if not count:
        return [], []
    values, *ttls = source.replies(1 + count)
    return source.fine(values), [source.fine(ttl) for ttl in ttls]


def _set(key: bytes, value: bytes, ttl: int) -> bytes:
    if ttl == _FOR_EVER:
        return b"*4\r\n$3\r\nSET\r\n$%d\r\n%b\r\n$%d\r\n%b\r\n$2\r\nNX\r\n" % (len(key), key, len(value), value)
    lives = b"%d" % max(ttl, 1)
    return _SET % (len(key), key, len(value), value, len(lives), lives)


def _restore(key: bytes, dump: bytes, ttl: int) -> bytes:
    lives = b"0" if ttl == _FOR_EVER else b"%d" % max(ttl, 1)
    form = b"*4\r\n$7\r\nRESTORE\r\n$%d\r\n%b\r\n$%d\r\n%b\r\n$%d\r\n%b\r\n"
    return form % (len(key), key, len(lives), lives, len(dump), dump)


def _word(said: bytes) -> bytes:
    return b"$%d\r\n%b\r\n" % (len(said), said)


def _size(rate: int | None) -> int:
    """Keys of a batch: no more than a tenth of a second's."""
    return BATCH if rate is None else max(1, min(BATCH, rate // 10))


def _timed(progress: Progress, before: Progress, began: float) -> Progress:
    return replace(progress, seconds=before.seconds + time.monotonic() - began)
