"""The load of one family, by whatever loader: here and now, or beside what a failover does meanwhile."""

from __future__ import annotations

import shlex
import shutil
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from drgen.errors import DrgenError
from drgen.warming import commanding, reading
from drgen.warming.copying import copy
from drgen.warming.guard import alone
from drgen.warming.notes import Progress
from drgen.warming.plan import Family, Loader
from drgen.warming.resp import Connection

_TICK = 1.0  # seconds between two looks whether an application answers


@dataclass(frozen=True)
class Load:
    """All that is needed to load one family by what runs here: a copy, an endpoint or a command."""

    family: Family
    loader: Loader
    target: str  # the URL of the cache to fill
    source: str  # the URL of the cache to copy from; empty, for other loaders
    folder: Path  # of the environment: what the spec names lies there
    note: Path  # how far it is
    owner: str  # of the lock
    enough: int | None = None  # stop at so many warm keys
    patience: float = 0.0  # seconds that an application may take to answer: its pods may still start


class _EnoughError(Exception):
    """So many keys are warm as must be."""


def run(
    load: Load, tell: Callable[[Progress], None] = lambda _: None, stopped: threading.Event | None = None
) -> Progress:
    """Load a family; returns how far it is. Raises DrgenError when it cannot, or another run does."""
    last = Progress("")

    def told(progress: Progress) -> None:
        nonlocal last
        last = progress
        lock.renew()
        tell(progress)
        if (stopped and stopped.is_set()) or (load.enough is not None and progress.warm >= load.enough):
            raise _EnoughError

    with Connection(load.target) as guard, alone(guard, load.family.name, load.owner) as lock:
        try:
            return _by(load, told)
        except _EnoughError:
            return last


def why_not(load: Load) -> str:
    """Why a load cannot begin; empty when it can. An application need not answer yet."""
    program = shlex.split(load.loader.run or "")[:1] if load.loader.kind == "command" else []
    if program and not (shutil.which(program[0]) or (load.folder / program[0]).is_file()):
        return f"there is no program {program[0]} here"
    try:
        for url in filter(None, (load.target, load.source)):
            with Connection(url) as cache:
                cache.call("PING")
    except DrgenError as error:
        return str(error)
    return ""


@dataclass
class Loading:
    """A load that runs beside."""

    load: Load
    progress: Progress | None = None
    error: BaseException | None = None
    _stopped: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def begin(self) -> Loading:
        """Start it."""
        self._thread = threading.Thread(target=self._run, name=f"warm {self.load.family.name}", daemon=True)
        self._thread.start()
        return self

    @property
    def runs(self) -> bool:
        """Whether it is still at it."""
        return bool(self._thread and self._thread.is_alive())

    def stop(self) -> None:
        """Have it end between two batches, and wait for that."""
        self._stopped.set()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        try:
            self.progress = run(self.load, self._tell, self._stopped)
        except BaseException as error:
            self.error = error

    def _tell(self, progress: Progress) -> None:
        self.progress = progress


def _by(load: Load, tell: Callable[[Progress], None]) -> Progress:
    loader = load.loader
    if loader.kind == "copy":
        with Connection(load.source) as source, Connection(load.target) as target:
            return copy(source, target, load.family.match, rate=loader.rate, note=load.note, tell=tell)
    if loader.kind == "endpoint":
        _await(load, tell)
        keys = reading.listed(str(loader.keys_from), load.folder)
        return reading.read(keys, str(loader.run), loader.rate, note=load.note, tell=tell)
    if loader.kind == "command":
        told = _environment(load)
        return commanding.command(
            str(loader.run), loader.rate, folder=load.folder, told=told, note=load.note, tell=tell
        )
    raise DrgenError(f"{load.family.name}: {loader.kind} is not run here")


def _await(load: Load, tell: Callable[[Progress], None]) -> None:
    until = time.monotonic() + load.patience
    while why := reading.answers(str(load.loader.run)):
        tell(Progress(str(load.loader.run)))
        if time.monotonic() >= until:
            raise DrgenError(f"{load.family.name}: {why}", hint="the application must be reached from where drgen runs")
        time.sleep(_TICK)


def _environment(load: Load) -> dict[str, str]:
    """What a command is told of the cache; the password is in a variable of its own, as redis-cli reads it."""
    parts = urlsplit(load.target)
    user = f"{parts.username}@" if parts.username else ""
    url = f"{parts.scheme}://{user}{parts.hostname}:{parts.port or 6379}"
    secret = {"REDISCLI_AUTH": unquote(parts.password)} if parts.password else {}
    return {"DRGEN_WARMING_URL": url, "DRGEN_WARMING_MATCH": load.family.match, **secret}
