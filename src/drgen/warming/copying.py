"""Copy keys from a cache that lives into one that is to serve: SCAN, DUMP, RESTORE, some hundred keys at a time.

The source builds the target's commands itself, so that this process only passes them on; its other clients wait about
a millisecond for each batch. What the target has already is never overwritten: it may have been written anew.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from drgen import files
from drgen.errors import DrgenError
from drgen.warming.resp import Connection, RefusedError, command

BATCH = 300  # keys asked for at once
_SAVE_EVERY = 1.0  # seconds between two notes of how far it is

_SCRIPT = r"""
local call, out, count = redis.call, {}, 0
local found = ARGV[2] == '*' and call('SCAN', ARGV[1], 'COUNT', ARGV[3])
  or call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', ARGV[3])
for _, key in ipairs(found[2]) do
  local dump = call('DUMP', key)
  if dump then
    local ttl = call('PTTL', key)
    if ttl == -1 then ttl = 0 elseif ttl < 1 then ttl = 1 end
    ttl = ttl .. ''
    out[count + 1] = '*4\r\n$7\r\nRESTORE\r\n$' .. #key .. '\r\n' .. key ..
      '\r\n$' .. #ttl .. '\r\n' .. ttl .. '\r\n$' .. #dump
    out[count + 2] = dump
    count = count + 2
  end
end
if count > 0 then out[count + 1] = '' end
return {found[1], count / 2, table.concat(out, '\r\n')}
"""


@dataclass(frozen=True)
class Progress:
    """How far a copy is; a file of it lets another run go on."""

    match: str
    cursor: str = "0"
    copied: int = 0
    kept: int = 0  # the target had them already
    seconds: float = 0.0
    done: bool = False


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
    progress = before = _noted(note, match)
    began = saved = time.monotonic()
    batch = BATCH if rate is None else max(1, min(BATCH, rate // 10))
    if not progress.done:
        _ask(source, progress.cursor, match, batch)
    while not progress.done:
        progress = _step(source, target, progress, batch)
        progress = replace(progress, seconds=before.seconds + time.monotonic() - began)
        if progress.done or time.monotonic() - saved > _SAVE_EVERY:
            _save(note, progress)
            saved = time.monotonic()
        tell(progress)
        _hold(rate, _moved(progress) - _moved(before), began)
    return progress


def _step(source: Connection, target: Connection, progress: Progress, batch: int) -> Progress:
    """Pass one batch on; the source makes the next one while the target takes it."""
    cursor, count, payload = _answer(source)
    target.send(payload)
    done = cursor == "0"
    if not done:
        _ask(source, cursor, progress.match, batch)
    kept = _kept(target, count)
    copied = progress.copied + count - kept
    return replace(progress, cursor=cursor, copied=copied, kept=progress.kept + kept, done=done)


def _moved(progress: Progress) -> int:
    return progress.copied + progress.kept


def _ask(source: Connection, cursor: str, match: str, batch: int) -> None:
    source.send(command("EVAL", _SCRIPT, 0, cursor, match, batch))


def _answer(source: Connection) -> tuple[str, int, bytes]:
    found = source.reply()
    assert isinstance(found, list)
    cursor, count, payload = found
    assert isinstance(cursor, bytes)
    assert isinstance(count, int)
    assert isinstance(payload, bytes)
    return cursor.decode(), count, payload


def _kept(target: Connection, count: int) -> int:
    """How many of a batch the target had already. Raises RefusedError for whatever else it refuses."""
    statuses = target.statuses(count) if count else []
    made = statuses.count(b"+OK")
    if made == count:
        return 0
    refused = [one for one in statuses if one != b"+OK" and not one.startswith(b"-BUSYKEY")]
    if refused:
        hint = "the same engine, no older version; writable, and with memory to spare"
        raise RefusedError(f"{target.where} refuses: {refused[0][1:].decode(errors='replace')}", hint=hint)
    return count - made


def _hold(rate: int | None, moved: int, began: float) -> None:
    """Wait until so many keys are due."""
    if rate and (early := moved / rate - (time.monotonic() - began)) > 0:
        time.sleep(early)


def _noted(note: Path | None, match: str) -> Progress:
    if note is None or not note.exists():
        return Progress(match)
    try:
        found = Progress(**json.loads(note.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise DrgenError(f"{note} cannot be read: {error}", hint="delete it to begin anew") from error
    if found.match != match:
        raise DrgenError(f"{note} is of a copy of {found.match}, not of {match}", hint="give each copy its own")
    return found


def _save(note: Path | None, progress: Progress) -> None:
    if note:
        files.replace(note, json.dumps(asdict(progress)) + "\n")
