"""Kill a failover and a failback at random points, resume them, and compare their ends with that of an undisturbed run.

python benchmarks/torture/failover.py [--full] [--seed N]

A child moves the platform; the cloud is in this process and outlives it, so what was asked before the kill was done, or
half done. SIGKILL comes at a random question: before it reaches the cloud, before its answer, or amid what follows.
"""

from __future__ import annotations

import os
import pickle
import random
import signal
import sys
import tempfile
import time
from functools import cache
from multiprocessing import Pipe
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.failover.trying import HERE, KINDS, loaded, most_writers, outcome, started, undisturbed

from drgen.failover import engine, holding, runner
from drgen.failover.run import World
from torture import Row, arguments, report

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from tests.failover.fakes.cloud import Cloud

PATIENCE = 130.0  # seconds between a kill and the next attempt: the lease runs out


def main() -> int:
    chosen = arguments(__doc__, full=500, sample=12)
    chance = random.Random(chosen.seed)
    failed: dict[str, list[str]] = {"same": [], "writers": []}
    kills = 0
    for number in range(chosen.count):
        kind = "failback" if number % 4 == 3 else "failover"
        kills += tried(kind, chance, f"{kind} {number}", failed)
    rows = [
        Row("killed and resumed: the same end", chosen.count, failed["same"]),
        Row("never two writers that are reached", chosen.count, failed["writers"]),
    ]
    return report("failover", rows, chosen, killed=kills)


def tried(kind: str, chance: random.Random, label: str, failed: dict[str, list[str]]) -> int:
    """One run, killed once and resumed until it ends; how often it was killed."""
    aws = started(kind)
    with tempfile.TemporaryDirectory() as place:
        folder, kills, writers = Path(place), 0, 0
        last = chance.randrange(questions(kind))
        for attempt in range(6):
            ended, most, _ = child(aws, kind, folder, last if attempt == 0 else -1, chance)
            writers = max(writers, most)
            kills += not ended
            if ended:
                break
            aws.clock.sleep(PATIENCE)
    if repr(outcome(aws)) != undisturbed(kind):
        failed["same"].append(label)
    if writers > 1:
        failed["writers"].append(label)
    return kills


@cache
def questions(kind: str) -> int:
    """How many questions an undisturbed run asks."""
    with tempfile.TemporaryDirectory() as place:
        return child(started(kind), kind, Path(place), -1, random.Random(0))[2]


def child(aws: Cloud, kind: str, folder: Path, last: int, chance: random.Random) -> tuple[bool, int, int]:
    """Move the platform in a fork, killed at its `last` question.

    Gives whether it ended, the most writers at a time, and how many questions were answered.
    """
    ours, theirs = Pipe()
    pid = os.fork()
    if not pid:
        ours.close()
        _move(theirs, kind, folder)
    theirs.close()
    served, most = 0, 0
    when = chance.choice(["before the call", "before its answer", "amid what follows"])
    while True:
        try:
            what, arguments_ = ours.recv()
        except (EOFError, ConnectionResetError):
            break
        answer = _answer(aws, what, arguments_) if served != last or when != "before the call" else None
        if served != last or when == "amid what follows":
            ours.send(answer)
        most = max(most, most_writers(aws))
        if served == last:
            time.sleep(chance.uniform(0, 0.003) if when == "amid what follows" else 0)
            os.kill(pid, signal.SIGKILL)
            break
        served += 1
    ours.close()
    return os.waitpid(pid, 0)[1] == 0, most, served


def _answer(aws: Cloud, what: str, arguments_: tuple[Any, ...]) -> tuple[bool, Any]:
    world = aws.world()
    try:
        if what in ("now", "monotonic", "sleep"):
            return True, getattr(world.clock, what)(*arguments_)
        return True, getattr(world, what)(*arguments_)
    except Exception as error:
        return False, pickle.dumps((type(error), str(error), getattr(error, "kind", ""), getattr(error, "code", "")))


def _move(wire: Connection, kind: str, folder: Path) -> None:
    """What the child does. It never returns."""
    from drgen.aws import AwsError
    from drgen.errors import DrgenError

    def ask(what: str, *arguments_: Any) -> Any:
        wire.send((what, arguments_))
        good, said = wire.recv()
        if good:
            return said
        made, words, trouble, code = pickle.loads(said)
        raise AwsError(words, kind=trouble, code=code) if made is AwsError else made(words)

    class Clock:
        def __getattr__(self, name: str) -> Any:
            return lambda *arguments_: ask(name, *arguments_)

    def asking(what: str) -> Any:
        return lambda *arguments_: ask(what, *arguments_)

    class Nothing:
        """shop-prod's caches are filled by Jobs."""

        url = why_not = begin = staticmethod(asking("caches"))

    manage = asking("management")
    world = World(asking("aws"), asking("kubernetes"), asking("names"), Clock(), manage, {}, Nothing())
    _, stacks = loaded("shop-prod")
    try:
        [run_id, *_] = [path.stem for path in folder.glob("*.jsonl")] or [""]
        run = engine.prepare(HERE, "shop-prod", KINDS[kind], world, run_id)
        if run_id:
            engine.resume(run, folder, stacks)
        else:
            engine.look(run)
            engine.begin(run, folder, stacks)
        runner.run_all(run, lambda _: None, runner.Interrupt())
        holding.let_go(run)
    except DrgenError:
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
