"""Keys that a program of the user's loads, where drgen runs.

It is told what to do by its environment: DRGEN_WARMING_URL (without a password; REDISCLI_AUTH has that),
DRGEN_WARMING_MATCH, DRGEN_WARMING_RATE, and DRGEN_WARMING_AFTER, the number of keys that an earlier run has loaded
already. It prints one line for each key that it has loaded, and ends with 0.
"""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from drgen.errors import DrgenError
from drgen.programs import loader
from drgen.warming.notes import Progress, noted, save
from drgen.warming.pace import Pace

_SAVE_EVERY = 1.0  # seconds between two notes of how far it is


def command(
    line: str,
    rate: int,
    *,
    folder: Path,
    told: Mapping[str, str],
    note: Path | None = None,
    tell: Callable[[Progress], None] = lambda _: None,
) -> Progress:
    """Run a command line in `folder`, no shell; returns how it went.

    Raises DrgenError with its last words when it ends with another code than 0, or cannot be started.
    """
    before = noted(note, line)
    if before.done:
        return before
    told = {**told, "DRGEN_WARMING_RATE": str(rate), "DRGEN_WARMING_AFTER": str(before.loaded)}
    with loader.running(shlex.split(line), folder, told) as running:
        progress = _counted(running.lines(), before, Pace(rate, time.monotonic()), note, tell)
        code, words = running.ended()
    if code:
        save(note, progress)
        last = words.splitlines()[-1] if words else "it said nothing"
        raise DrgenError(f"`{line}` ended with {code}: {last}", hint="mend it; it is told how many keys are loaded")
    progress = replace(progress, done=True)
    save(note, progress)
    return progress


def _counted(
    lines: Iterable[str], before: Progress, pace: Pace, note: Path | None, tell: Callable[[Progress], None]
) -> Progress:
    """A key a line, no faster than `pace`."""
    progress, saved = before, pace.began
    for _ in lines:
        seconds = before.seconds + time.monotonic() - pace.began
        progress = replace(progress, loaded=progress.loaded + 1, seconds=seconds)
        if time.monotonic() - saved > _SAVE_EVERY:
            save(note, progress)
            saved = time.monotonic()
        tell(progress)
        pace.hold(1)
    return progress
