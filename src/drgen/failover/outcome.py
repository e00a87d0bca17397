"""How a run ends when it does not end well, each way with an exit code of its own."""

from __future__ import annotations

from drgen.errors import DrgenError


class NotReadyError(DrgenError):
    """Refused before anything was changed."""

    exit_code = 4


class StoppedError(DrgenError):
    """Stopped on the way: some of it is done, and `drgen failover resume` goes on."""

    exit_code = 5


class AbortedError(StoppedError):
    """Stopped so that nothing else moves either: what was seen is dangerous, or would hold for every other step."""


class InterruptedRunError(DrgenError):
    """Somebody stopped it, and it stopped at a step's border."""

    exit_code = 6


class HeldError(DrgenError):
    """Another run has the platform: nothing was changed, or no longer by this one."""

    exit_code = 7
