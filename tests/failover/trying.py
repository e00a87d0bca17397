"""A run that goes wrong and is resumed, and the six things that hold whatever happens to it.

I1 no second writer that traffic or workers reach · I2 written down, on the disk, before each call that changes
anything · I3 no call to a region that is not asked · I4 a resumed run ends as an undisturbed one · I5 exit code and
journal say the truth · I6 no secret in the journal.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from drgen.errors import DrgenError
from drgen.failover import engine, holding, journal, runner
from drgen.failover.engine import Wish
from drgen.failover.outcome import NotReadyError
from drgen.project import Project
from drgen.spec import Spec
from drgen.stacks import Stack, layout
from tests.conftest import ROOT
from tests.failover.fakes.cloud import Cloud, cloud
from tests.failover.fakes.errors import Call, Fault, Killed, Mood

CANARY = "AKIACANARYCANARYCANA"  # what AWS's words quote


class Fixed(Project):
    """The shipped project, each environment read once."""

    def load(self, name: str) -> tuple[Spec, list[Stack]]:
        return loaded(name)

    def environment(self, name: str) -> Path:
        return super().environment(name.removesuffix(COPIED))


COPIED = "+copied"  # after a name: its warm cache is filled by a copy and by an endpoint

FAMILIES = {
    "pages": {"match": "page:*", "loader": "endpoint", "run": "https://shop.svc/{key}", "keys_from": "pages.txt",
              "rate": 100, "keys": 6000},
    "prices": {"match": "price:*", "loader": "copy", "rate": 1000, "keys": 50_000},
}  # fmt: skip


@cache
def loaded(name: str) -> tuple[Spec, list[Stack]]:
    """A shipped environment, or one that differs from it in how its warm cache is filled."""
    spec, stacks = Project(ROOT).load(name.removesuffix(COPIED))
    if not name.endswith(COPIED):
        return spec, stacks
    catalogue = spec.components["catalogue"]
    settings = catalogue.settings | {"warming": {"share": 0.5, "families": FAMILIES}}
    components = spec.components | {"catalogue": catalogue.model_copy(update={"settings": settings})}
    changed = spec.model_copy(update={"components": components})
    return changed, layout(changed, Project(ROOT).catalog)


HERE = Fixed(ROOT)
KINDS: dict[str, Wish] = {
    "failover": Wish("failover", "standby"),
    "switchover": Wish("switchover", "standby"),
    "failback": Wish("failback", "primary"),
}


@dataclass
class Trial:
    """One environment, one wish, and what became of it."""

    kind: str
    folder: Path
    name: str = "shop-prod"
    aws: Cloud = field(init=False)
    ends: list[type[BaseException] | None] = field(default_factory=list)
    run_id: str = ""
    writers: int = 0  # the most that were reached at a time, of any store

    def __post_init__(self) -> None:
        self.aws = started(self.kind, self.name)
        self.aws.faults.append(self._watch)

    def attempt(self, wish: Wish | None = None) -> BaseException | None:
        """Begin, or go on with what was begun; how it ended."""
        ended: BaseException | None = None
        try:
            self._go(wish or KINDS[self.kind])
        except (DrgenError, Killed) as error:
            ended = error
        self.ends.append(type(ended) if ended else None)
        self._truth(ended)
        return ended

    def through(self, *, most: int = 8) -> None:
        """Go on until it is done, with two minutes between attempts."""
        for _ in range(most):
            if self.attempt() is None:
                return
            self.aws.clock.sleep(130)
        raise AssertionError(f"not done after {most} attempts: {self.ends}")

    def entries(self) -> list[journal.Entry]:
        """The journal as it lies on the disk."""
        path = self.folder / f"{self.run_id}.jsonl"
        return journal.read(path.read_bytes(), str(path))[0] if path.exists() else []

    def _go(self, wish: Wish) -> None:
        begun = self.run_id and (self.folder / f"{self.run_id}.jsonl").exists()
        run = engine.prepare(HERE, self.name, wish, self.aws.world(), self.run_id if begun else "")
        self.run_id = run.id
        _, stacks = loaded(self.name)
        if begun:
            engine.resume(run, self.folder, stacks)
        else:
            engine.look(run)
            engine.begin(run, self.folder, stacks)
        try:
            runner.run_all(run, lambda _: None, runner.Interrupt())
        except Killed:
            raise  # nobody gives a lease back
        except BaseException:
            holding.let_go(run)
            raise
        holding.let_go(run)

    def _watch(self, call: Call) -> Mood:
        """Not a fault: looks whether a call that changes something was announced, and how many write meanwhile."""
        if not call.is_read and not call.is_bookkeeping:
            last = [entry for entry in self.entries() if entry.event != "lock"][-1]
            said = f"{call.service}:{call.operation}"
            assert (last.event, last.data["call"]) == ("act", said), f"{call} was not written down"  # I2
            self.writers = max(self.writers, most_writers(self.aws))
        return ""

    def _truth(self, ended: BaseException | None) -> None:
        events = [entry.event for entry in self.entries()]
        assert (ended is None) == (events[-1:] == ["done"])  # I5
        if isinstance(ended, NotReadyError) and len(self.ends) == 1:
            assert "act" not in events
        text = b"".join(path.read_bytes() for path in self.folder.glob("*.jsonl"))
        assert CANARY.encode() not in text  # I6
        if self.kind == "failover":
            assert self.aws.sockets["us-east-1"] == 0  # I3


def started(kind: str, name: str = "shop-prod") -> Cloud:
    """The platform at the moment of the wish: a failback begins where a switchover ended."""
    aws = cloud(*loaded(name))
    if kind == "failover":
        aws.dark.add(aws.region("primary"))
    if kind == "failback":
        _moved(aws)
    return aws


def _moved(aws: Cloud) -> None:
    """The standby serves; the old primary of RDS is shut off."""
    primary, standby = aws.region("primary"), aws.region("standby")
    for one in aws.rds.globals.values():
        one.writer = standby
    for store in aws.caches.stores.values():
        store.leader = standby
    for (region, name), instance in aws.rds.instances.items():
        if not instance.cluster:
            instance.source = ""
            if region == primary:
                aws.rds.groups[primary, f"{name}-fence"] = f"sg-{primary}-{name}-fence"
                instance.groups = [f"sg-{primary}-{name}-fence"]
                instance.left_at = 0.0
    for region in (primary, standby):
        aws.stores.parameters[region, f"/{aws.spec.name}/active"]["Value"] = "standby"
    aws.edge.schedules["out"]["State"] = "ENABLED"
    aws.edge.repeated_until = 0
    aws.edge.targets[standby] = 6


def most_writers(aws: Cloud) -> int:
    """How many regions that answer take writes of one store, at worst."""
    regions = (aws.region("primary"), aws.region("standby"))
    names = {name for (_, name), one in aws.rds.instances.items() if not one.cluster}
    counts = [len({one.writer, one.second_writer} - {"", *aws.dark}) for one in aws.rds.globals.values()]
    return max([*counts, *(sum(_is_open(aws, region, name) for region in regions) for name in names)], default=0)


def _is_open(aws: Cloud, region: str, name: str) -> bool:
    one = aws.rds.instances.get((region, name))
    fenced = f"sg-{region}-{name}-fence"
    return bool(one and not one.source and one.groups != [fenced] and region not in aws.dark)


def outcome(aws: Cloud) -> dict[str, Any]:
    """What must be the same however a run went."""
    aws.clock.sleep(120)
    return {
        "writers": {name: (one.writer, [to for _, to in one.moves]) for name, one in aws.rds.globals.items()},
        "leaders": {name: (one.leader, one.moves) for name, one in aws.caches.stores.items()},
        "promotions": aws.rds.promotions,
        "instances": {
            at: (one.source, one.klass, one.groups, one.backups, one.protected)
            for at, one in sorted(aws.rds.instances.items())
        },
        "nodes": {at: (one.least, one.desired) for at, one in aws.eks.groups.items()},
        "workloads": sorted(aws.eks.workloads.items()),
        "workers": {at: one["Value"] for at, one in aws.stores.parameters.items()},
        "latches": {name: alarm.at(int(aws.clock.seconds // 60)) for name, alarm in aws.edge.alarms.items()},
        "schedules": {name: one["State"] for name, one in aws.edge.schedules.items()},
        "locks": sorted(key for _, key in aws.stores.objects if key.endswith(".tflock")),
        "primary serves": aws.edge.primary_serves(),
    }


@cache
def undisturbed(kind: str) -> str:
    """The outcome of a run to which nothing happens."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        trial = Trial(kind, Path(folder))
        assert trial.attempt() is None
        return repr(outcome(trial.aws))


def at(operation: str, mood: Mood, *, times: int = 1) -> Fault:
    """A fault at the first calls of an operation."""
    left = [times]

    def fault(call: Call) -> Mood:
        if call.operation == operation and left[0] > 0:
            left[0] -= 1
            return mood
        return ""

    return fault


@cache
def acts_of(kind: str) -> list[str]:
    """Every operation that changes something in a run of a kind."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        trial = Trial(kind, Path(folder))
        assert trial.attempt() is None
        return sorted({call.operation for call in trial.aws.acts()})
