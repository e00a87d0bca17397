"""One function over many items, by two processes."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Sequence
from typing import TypeVar

_WORTH = 8  # items: for fewer a second process costs more than it does

T = TypeVar("T")
R = TypeVar("R")


def mapped(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """What `work` makes of each item, in order; of many items, another process does half.

    The first one is done before it starts, so that it finds everything imported. Whatever goes wrong there is done
    again here: it fails as it would in a loop.
    """
    if len(items) < _WORTH or not hasattr(os, "fork") or (os.cpu_count() or 1) < 2:  # noqa: PLR2004  two processes
        return [work(item) for item in items]
    done, half = [work(items[0])], len(items) // 2
    child, theirs = _begun(work, items[half:])
    try:
        done += [work(item) for item in items[1:half]]
        with open(theirs, "rb", closefd=False) as pipe:  # noqa: PTH123  a descriptor
            return done + pickle.load(pipe)  # noqa: S301  from ourselves
    except (EOFError, pickle.UnpicklingError):
        return done + [work(item) for item in items[half:]]
    finally:
        os.close(theirs)
        os.waitpid(child, 0)


def _begun(work: Callable[[T], R], items: Sequence[T]) -> tuple[int, int]:
    """A process that does these items, and the pipe into which it writes the list of results, or less."""
    theirs, ours = os.pipe()
    child = os.fork()
    if child:
        os.close(ours)
        return child, theirs
    try:
        with open(ours, "wb") as pipe:  # noqa: PTH123  a descriptor
            pickle.dump([work(item) for item in items], pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
