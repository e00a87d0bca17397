"""Run a command, and end it with whoever started it: `python tied.py PARENT COMMAND…`.

A program of its own, which imports nothing of drgen. The command and all that it starts are one process group. When
PARENT, a process id, is no longer this process's parent (it may have been killed and said nothing), or on SIGTERM or
SIGHUP, that group is told to end, and killed if it does not. SIGINT is the parent's to judge: a terminal sends it to
everybody.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from types import FrameType

_STOPS = (signal.SIGTERM, signal.SIGHUP)
_LOOK_SECONDS = 0.25
_GRACE_SECONDS = 3


def command(*words: str) -> list[str]:
    """The words that run a command tied to this process."""
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), *words]


def main() -> int:
    """Run it; gives its exit code, as a shell would say it."""
    parent, words = int(sys.argv[1]), sys.argv[2:]
    for stop in _STOPS:
        signal.signal(stop, _stopped)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = subprocess.Popen(words, process_group=0)  # noqa: S603  what our parent said
    try:
        code = _wait(child, parent)
    finally:
        _end(child)
    return code if code >= 0 else 128 - code


def _stopped(number: int, _: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _wait(child: subprocess.Popen[bytes], parent: int) -> int:
    while os.getppid() == parent:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return child.wait(_LOOK_SECONDS)
    return 128 + signal.SIGTERM


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the whole group: what the command left behind, too."""
    for stop in _STOPS:
        signal.signal(stop, signal.SIG_IGN)  # once is enough
    for how in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody is left of it
            os.killpg(child.pid, how)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_GRACE_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
