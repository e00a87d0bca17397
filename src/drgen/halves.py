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
    if len(items) < _WORTH or not hasattr(os, "fork") or (os.cpu_count() or 1) == 1:
        return [work(item) for item in items]
    half = len(items) // 2
    mine = [work(items[0])]
    child, pipe = _begun(work, items[half:])
    try:
        mine += [work(item) for item in items[1:half]]
        theirs: list[R] | None = _received(pipe)
    finally:
        os.close(pipe)
        os.waitpid(child, 0)
    return mine + ([work(item) for item in items[half:]] if theirs is None else theirs)


def _begun(work: Callable[[T], R], items: Sequence[T]) -> tuple[int, int]:
    """A process that does these items, and the pipe into which it writes the list of results, or less."""
    theirs, ours = os.pipe()
    if child := os.fork():
        os.close(ours)
        return child, theirs
    try:
        with os.fdopen(ours, "wb") as pipe:
            pickle.dump([work(item) for item in items], pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def _received(pipe: int) -> list[R] | None:
    """The results, None when the process ended without them."""
    try:
        with os.fdopen(pipe, "rb", closefd=False) as file:
            results: list[R] = pickle.load(file)  # noqa: S301  from ourselves
    except (EOFError, pickle.UnpicklingError):
        return None
    return results
