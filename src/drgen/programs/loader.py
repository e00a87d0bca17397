"""A program of the user's that loads keys: it prints a line for each, and is read no faster than it may load."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from drgen.errors import DrgenError

_PIPE = 4096  # bytes that it may be ahead: what is not read holds it back
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of Linux
_TAIL = 2000  # characters of its last words that are kept
_PATIENCE = 10.0  # seconds to end, once it is told to


@dataclass
class Loader:
    """One that runs."""

    process: subprocess.Popen[str]
    errors: IO[str]

    def lines(self) -> Iterator[str]:
        """What it prints, as it is read."""
        assert self.process.stdout is not None
        yield from self.process.stdout

    def ended(self) -> tuple[int, str]:
        """Its exit code, and its last words on stderr. Waits for it."""
        code = self.process.wait()
        self.errors.seek(0)
        return code, self.errors.read()[-_TAIL:].strip()


@contextmanager
def running(command: Sequence[str], folder: Path, more: Mapping[str, str]) -> Iterator[Loader]:
    """Start it in a folder, with more in its environment; it is ended with the context.

    Raises DrgenError where there is no such program.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        try:
            process = subprocess.Popen(  # noqa: S603  what the spec's loader names
                list(command), cwd=folder, env={**os.environ, **more}, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8", errors="replace", bufsize=1,
            )  # fmt: skip
        except OSError as error:
            hint = "it is run where drgen runs"
            raise DrgenError(f"{command[0]} cannot be started: {error.strerror}", hint=hint) from error
        try:
            _hold_back(process)
            yield Loader(process, errors)
        finally:
            _end(process)


def _hold_back(process: subprocess.Popen[str]) -> None:
    """A small pipe, where the system has a way to ask for it."""
    import fcntl

    assert process.stdout is not None
    try:
        fcntl.fcntl(process.stdout, _SET_PIPE_SIZE, _PIPE)
    except OSError:
        return


def _end(process: subprocess.Popen[str]) -> None:
    if process.stdout:
        process.stdout.close()
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
