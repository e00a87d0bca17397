"""How a rehearsal ends before its time: at once, and with it all that it started."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_WORDS = b"\nended; the local AWS ends with it, and what was being applied there is gone\n"


@contextmanager
def at_once() -> Iterator[None]:
    """End this process where it stands on Ctrl-C, SIGTERM or SIGHUP, with 128 and the signal's number.

    Nothing is worth tidying: emulators and commands are tied to this process and end as soon as it is gone, and what
    Terraform was changing was in the emulators alone. For the main thread only.
    """
    before = {stop: signal.signal(stop, _end) for stop in _STOPS}
    try:
        yield
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)


def wait() -> None:
    """Return at Ctrl-C; any other signal still ends everything."""
    with suppress(KeyboardInterrupt):
        signal.signal(signal.SIGINT, signal.default_int_handler)
        while True:
            signal.pause()


def _end(number: int, _: FrameType | None) -> None:
    with suppress(OSError):
        os.write(2, _WORDS)  # no buffer: the signal may have come in the middle of a line
    os._exit(128 + number)
