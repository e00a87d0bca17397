"""One run: what it is to do, where, for whom, and what it may call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from drgen.aws import AwsError
from drgen.errors import DrgenError
from drgen.failover.clock import Clock
from drgen.failover.journal import Journal
from drgen.failover.lease import Lease
from drgen.failover.reach import Aws, Reach, is_read
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.failover.caches import Caches
    from drgen.failover.claims import Claim
    from drgen.failover.parts import Part
    from drgen.messages.management import Management
    from drgen.messages.turning import Act
    from drgen.spec import Spec
    from drgen.warming.loading import Loading

Kind = Literal["failover", "switchover", "failback", "fence", "shrink"]

UNKNOWN = float("inf")
_PATIENCE = 30.0  # seconds that the state may take to show what a call did whose answer was lost


@dataclass(frozen=True)
class Consent:
    """How much data may be lost, in seconds (`UNKNOWN`: nobody knows how much), who said so, and why."""

    seconds: float
    who: str
    why: str


@dataclass(frozen=True)
class World:
    """Everything outside: AWS, Kubernetes and RabbitMQ's APIs, the names that DNS answers with, time, and caches."""

    aws: Aws
    kubernetes: Callable[[Mapping[str, str], str, str, Any], dict[str, Any]]  # cluster, method, path, body → answer
    names: Callable[[str, str], frozenset[str]]  # zone (empty: any resolver), host → addresses
    clock: Clock
    management: Callable[[str, str, str], Management]  # URL, user, password → a broker
    environment: Mapping[str, str]  # the machine's: where what AWS does not know is reached
    caches: Caches


@dataclass
class Site:
    """One region, as a run sees it."""

    run: Run
    side: Side
    region: str

    def look(self, service: str, operation: str, **params: Any) -> dict[str, Any]:
        """Ask this region something."""
        if not is_read(operation):
            raise ValueError(f"{operation} is no question")
        return self.run.reach(self.region, service, operation, params)

    def act(self, what: str, service: str, operation: str, *, again: float | None = None, **params: Any) -> bool:
        """Change something in this region, written down first; whether a call was made.

        The same call is not made twice in a run once it was answered, unless `again` seconds are over; one whose
        answer was lost waits until the state had time to show what it did. Raises AwsError.
        """
        return self.run.act(self, what, (service, operation, params), again)


@dataclass
class Run:
    """A failover, a switchover or a failback of one environment.

    `fence` closes `target` and moves nothing; `shrink` makes `target` as small as it is while it waits.
    """

    id: str
    kind: Kind
    spec: Spec
    parts: list[Part]
    target: Side
    world: World
    reach: Reach
    consent: Consent | None = None
    dissolve: frozenset[str] = frozenset()  # caches to take out of their datastore (plan B)
    cold: frozenset[str] = frozenset()  # caches for which traffic does not wait
    folder: Path = Path()  # of the environment
    handed: Mapping[str, Any] = field(default_factory=dict)  # what lies beside the spec: `cluster_endpoints`
    figures: Mapping[str, float] = field(default_factory=dict)  # p95 of each instance, and of `traffic`, in seconds
    # None until the run may change something.
    journal: Journal | None = None
    leases: list[Lease] = field(default_factory=list)
    silent: dict[str, float] = field(default_factory=dict)  # since when a broker has not answered
    claims: list[Claim] = field(default_factory=list)  # at most one
    loading: dict[tuple[str, str], Loading] = field(default_factory=dict)  # by instance and family of keys
    _sent: dict[str, tuple[float, bool]] = field(default_factory=dict, init=False)  # when, and whether it was answered
    _began: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._began = self.world.clock.monotonic()

    @property
    def is_planned(self) -> bool:
        """Whether both regions are well, and are asked."""
        return self.kind in ("switchover", "failback")

    @property
    def origin(self) -> Side:
        """The side that hands over."""
        return SIDES[1 - SIDES.index(self.target)]

    @property
    def age(self) -> float:
        """Seconds since this session of the run began."""
        return self.world.clock.monotonic() - self._began

    @property
    def here(self) -> Site:
        """The region that is to serve."""
        return Site(self, self.target, getattr(self.spec.regions, self.target).name)

    @property
    def there(self) -> Site | None:
        """The region that hands over; None where it is not asked."""
        return Site(self, self.origin, getattr(self.spec.regions, self.origin).name) if self.is_planned else None

    def act(self, site: Site, what: str, call: tuple[str, str, Mapping[str, Any]], again: float | None) -> bool:
        """See Site.act."""
        service, operation, params = call
        key = f"{site.region} {service}:{operation} {sorted(params.items())!r}"
        made = {"what": what, "region": site.region, "call": f"{service}:{operation}", "key": key}
        return self._do(made, again, lambda: self.reach(site.region, service, operation, params))

    def ask_cluster(
        self, site: Site, what: str, cluster: Mapping[str, str], request: tuple[str, str, Mapping[str, Any]]
    ) -> bool:
        """Change something through a cluster's Kubernetes API (method, path, body), under the rules of Site.act."""
        method, path, body = request
        key = f"{site.region} kubernetes:{method.lower()} {cluster['name']} {path} {sorted(body.items())!r}"
        made = {"what": what, "region": site.region, "call": f"kubernetes:{method.lower()}", "key": key}
        return self._do(made, 10.0, lambda: self.world.kubernetes(cluster, method, path, body))

    def ask_broker(self, site: Site, key: str, act: Act, again: float | None) -> bool:
        """Change something on a broker, under the rules of Site.act."""
        key = f"{site.region} rabbitmq:turn {key}"
        made = {"what": act.what + act.more, "region": site.region, "call": "rabbitmq:turn", "key": key}
        return self._do(made, again, act.do)

    def did(self, *marks: str) -> bool:
        """Whether a call whose key holds all these was answered, in this session or an earlier one."""
        entries = self.journal.entries if self.journal else []
        asked = {entry.seq: entry.data["key"] for entry in entries if entry.event == "act"}
        keys = [asked[entry.data["of"]] for entry in entries if entry.event == "answered"]
        return any(all(mark in key for mark in marks) for key in keys)

    def work(self, what: str, key: str, begin: Callable[[], Any]) -> bool:
        """Begin something that runs here and asks AWS nothing, under the rules of Site.act; it may be begun again."""
        made = {"what": what, "region": self.here.region, "call": "drgen:begin", "key": key}
        return self._do(made, 0.0, begin)

    def _do(self, made: Mapping[str, str], again: float | None, call: Callable[[], Any]) -> bool:
        if self.journal is None or not self.leases:
            raise DrgenError(f"{made['what']}: this run may not change anything")
        if not self._is_due(made["key"], again):
            return False
        self.check()
        intent = self.journal.write("act", **made)
        self._sent[made["key"]] = (self.world.clock.monotonic(), False)
        try:
            call()
        except AwsError as error:
            if error.kind not in ("silent", "refused"):
                del self._sent[made["key"]]  # surely not carried out
            self.journal.write("unanswered", of=intent.seq, kind=error.kind, code=error.code)
            raise
        self._sent[made["key"]] = (self.world.clock.monotonic(), True)
        self.journal.write("answered", of=intent.seq)
        return True

    def check(self) -> None:
        """Show that this run lives, and raise HeldError when it must do nothing more."""
        held: list[Lease | Claim] = [*self.leases, *self.claims]
        for one in held:
            one.check()

    def sent(self, *marks: str) -> float | None:
        """How many seconds ago this session made an answered call whose key holds all these; None if there is none."""
        ages = [
            self.world.clock.monotonic() - at
            for key, (at, answered) in self._sent.items()
            if answered and all(mark in key for mark in marks)
        ]
        return min(ages, default=None)

    def _is_due(self, key: str, again: float | None) -> bool:
        now = self.world.clock.monotonic()
        if key in self._sent:
            sent, answered = self._sent[key]
            wait = again if answered else min(_PATIENCE, again or _PATIENCE)
            return wait is not None and now - sent >= wait
        # An earlier session of this run may have made the call: the state had better show it first.
        before = any(entry.data["key"] == key for entry in (self.journal.of("act") if self.journal else []))
        return not before or again is not None or now - self._began >= _PATIENCE
