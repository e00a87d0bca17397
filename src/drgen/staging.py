"""Put new files in place so that a crash at any point leaves each one old or new, and a mixture of them visible."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from drgen.errors import DrgenError
from drgen.halves import mapped
from drgen.manifest import FOLDER, STAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drgen.tree import Tree

_MANY = 100  # files: from here on one sync of everything is faster than one for each


@dataclass(frozen=True)
class Job:
    """What is to be done in one folder."""

    tree: Tree
    files: dict[str, bytes]  # to put in place
    removed: list[str]
    lists: dict[str, bytes]  # the next manifest; after an interruption also one of what lies there


def carry_out(jobs: Sequence[Job]) -> None:
    """Do the jobs, in steps that each reach the disk before the next begins.

    Raises DrgenError; until every new file and manifest is staged, nothing else was changed.
    """
    at_once = sys.platform == "linux" and sum(len(job.files) for job in jobs) >= _MANY
    try:
        mapped(partial(_stage, durable=not at_once), jobs)
    except DrgenError:
        for job in jobs:
            with suppress(DrgenError):
                _clear(job.tree)
        raise
    for step in (_staged, _announce, _apply, _finish):
        for job in jobs:
            touched = step(job)
            if not at_once:
                job.tree.settle(touched)
        if at_once and jobs:
            os.sync()  # waits, on Linux


def by_folder(paths: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each folder with the names in it."""
    for folder, group in groupby(sorted(path.rpartition("/") for path in paths), key=itemgetter(0)):
        yield folder, [name for _, _, name in group]


def join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _stage(job: Job, *, durable: bool) -> None:
    _clear(job.tree)
    job.tree.check_movable({FOLDER, *_folders(job)})
    job.tree.create(
        STAGE, [*zip(_stage_names(job), job.files.values(), strict=True), *job.lists.items()], durable=durable
    )


def _staged(_: Job) -> Iterable[str]:
    return (STAGE,)


def _announce(job: Job) -> Iterable[str]:
    """From here on the folder counts as unfinished."""
    job.tree.move(STAGE, FOLDER, [(name, name) for name in sorted(job.lists)])
    return (FOLDER,)


def _apply(job: Job) -> Iterable[str]:
    staged = dict(zip(job.files, _stage_names(job), strict=True))
    for folder, names in by_folder(job.files):
        job.tree.move(STAGE, folder, [(staged[join(folder, name)], name) for name in names])
    for folder, names in by_folder(job.removed):
        job.tree.remove(folder, names)
    return sorted(_folders(job))


def _finish(job: Job) -> Iterable[str]:
    _clear(job.tree)
    job.tree.move(FOLDER, FOLDER, [("next.json", "manifest.json")])
    return (FOLDER,)


def _clear(tree: Tree) -> None:
    tree.remove(STAGE, tree.names(STAGE))


def _stage_names(job: Job) -> list[str]:
    return [str(number) for number in range(len(job.files))]


def _folders(job: Job) -> set[str]:
    """Every folder in which a name changes, up to the top: new folders are names too."""
    touched = {path.rpartition("/")[0] for path in (*job.files, *job.removed)}
    return touched.union(*(accumulate(folder.split("/"), join) for folder in touched), [""])
