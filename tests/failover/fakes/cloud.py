"""The whole: one platform in two regions, built from its spec, that a run can move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from drgen import aws
from drgen.failover.parts import parts
from drgen.failover.run import World
from drgen.failover.steps import aurora
from drgen.spec import Spec
from drgen.stacks import Stack
from drgen.terms import SIDES
from tests.failover.fakes import errors, shapes
from tests.failover.fakes.brokers import Rabbit
from tests.failover.fakes.clock import FakeClock
from tests.failover.fakes.edge import Edge
from tests.failover.fakes.eks import Eks, Group
from tests.failover.fakes.elasticache import Datastore, ElastiCache
from tests.failover.fakes.errors import Call, Fault, Mood
from tests.failover.fakes.rds import GlobalCluster, Instance, Rds
from tests.failover.fakes.rds import arn as rds_arn
from tests.failover.fakes.rest import Rest
from tests.failover.fakes.stores import SECRET, Stores
from tests.failover.fakes.warm import FakeCaches

_SERVICES = {
    "acm": "rest", "backup": "rest", "cloudwatch": "edge", "dynamodb": "stores", "ec2": "rds", "ecr": "stores",
    "eks": "eks", "elasticache": "caches", "elbv2": "edge", "mq": "stores", "rds": "rds", "route53": "rest",
    "route53-recovery-cluster": "edge", "s3": "stores", "scheduler": "edge", "secretsmanager": "stores",
    "service-quotas": "rest", "ssm": "stores", "sts": "stores",
}  # fmt: skip


@dataclass
class Cloud:
    """Two regions of AWS. Every call goes through `faults`, the first that has a mood decides."""

    spec: Spec
    clock: FakeClock
    rds: Rds
    edge: Edge
    eks: Eks
    caches: ElastiCache
    stores: Stores
    rest: Rest
    warm: FakeCaches
    rabbit: Rabbit = field(init=False)
    environment: dict[str, str] = field(default_factory=dict)  # without a URL, brokers are left alone
    dark: set[str] = field(default_factory=set)  # regions that answer nobody
    faults: list[Fault] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    sockets: Counter[str] = field(default_factory=Counter)  # by region

    def __post_init__(self) -> None:
        self.rabbit = Rabbit(self.clock, lambda said: said.startswith(SECRET), self._met, dark=self.dark)

    def __call__(self, region: str, service: str, operation: str, params: Mapping[str, Any]) -> dict[str, Any]:
        self.sockets[region] += 1
        service, _, endpoint = service.partition("@")
        assert bool(endpoint) == (service == "route53-recovery-cluster")
        call = Call(region, service, operation, dict(params), len(self.calls))
        self.calls.append(call)
        shapes.check_request(service, operation, params)
        answer: dict[str, Any] = aws.call(f"{service}:{operation} in {region}", lambda: self._carried_out(call))
        date = format_datetime(self.clock.true(), usegmt=True)
        return answer | {"ResponseMetadata": {"HTTPHeaders": {"date": date}}}

    def world(self) -> World:
        """What a run takes for the outside."""
        manage = self.rabbit.management
        return World(self, self._kubernetes, self.edge.names, self.clock, manage, self.environment, self.warm)

    def acts(self) -> list[Call]:
        """The calls that were to change something of the platform, not of the journal or a lock."""
        return [call for call in self.calls if not call.is_read and not call.is_bookkeeping]

    def region(self, side: str) -> str:
        return str(getattr(self.spec.regions, side).name)

    def _kubernetes(self, cluster: Mapping[str, str], method: str, path: str, body: Any) -> dict[str, Any]:
        self.sockets[cluster["region"]] += 1
        operation = "get_object" if method == "GET" else method.lower()
        call = Call(cluster["region"], "kubernetes", operation, {"path": path}, len(self.calls))
        self.calls.append(call)
        answer: dict[str, Any] = aws.call(
            f"{method} {path}", lambda: self._behind(call, lambda: self.eks.kubernetes(cluster, method, path, body))
        )
        return answer

    def _met(self, region: str, operation: str, path: tuple[str, ...]) -> None:
        """What may go wrong on the way to a broker: botocore's errors stand for any other client's."""
        self.sockets[region] += 1
        call = Call(region, "rabbitmq", operation, {"path": path}, len(self.calls))
        self.calls.append(call)
        try:
            self._behind(call, dict)
        except (BotoCoreError, ClientError) as error:
            raise ConnectionResetError(str(error)) from error

    def _behind(self, call: Call, function: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Carry a call out, unless a fault has other ideas."""
        mood: Mood = "black hole" if call.region in self.dark else ""
        mood = next(filter(None, (fault(call) for fault in self.faults)), mood)
        errors.before(mood, call, self.clock.sleep)
        self.clock.sleep(0.05)
        answer = function()
        errors.after(mood, call)
        return answer

    def _carried_out(self, call: Call) -> dict[str, Any]:
        service = getattr(self, _SERVICES[call.service])
        answer = self._behind(call, lambda: getattr(service, call.operation)(call.region, call.params))
        shapes.check_answer(call.service, call.operation, answer)
        return answer


def cloud(spec: Spec, stacks: list[Stack]) -> Cloud:
    """The platform as it is when all is well: the primary serves, the standby waits as its strategy says."""
    clock = FakeClock(seconds=600.0)
    primary, standby = spec.regions.primary.name, spec.regions.standby.name
    lag = {"AuroraGlobalDBRPOLag": 400.0, "GlobalDatastoreReplicationLag": 0.4, "ReplicaLag": 0.0}
    edge = Edge(clock, spec.name, primary, standby, str(spec.traffic), lag=dict(lag))
    regions = [primary, standby]
    stores = Stores(clock, spec.account, regions=regions)
    rest = Rest(clock, spec.name, list(spec.hosts), regions, edge)
    warm = FakeCaches(clock)
    made = Cloud(spec, clock, Rds(clock), edge, Eks(clock), ElastiCache(clock), stores, rest, warm)
    made.edge.connected = made.rds.connected
    for part in parts(stacks):
        if hasattr(_Made, part.module):
            getattr(_Made, part.module)(made, part)
    made.eks.on_ready = lambda region, nodes: edge.targets.update({region: nodes})
    made.edge.targets[primary] = 6
    return made


class _Made:
    """How each component looks in AWS, by module."""

    @staticmethod
    def aurora(made: Cloud, part: Any) -> None:
        regions = [made.region(side) for side in SIDES]
        made.rds.globals[part.name] = GlobalCluster(part.name, regions, regions[0])
        there = {"primary": part.at("primary")["instances"], "standby": aurora.implied(part.at("standby"))}
        for side, instances in there.items():
            for key, one in instances.items():
                name = f"{part.name}-{key}"
                made.rds.instances[made.region(side), name] = Instance(name, one["class"], part.name)
        _Made._group(made, part.name)

    @staticmethod
    def rds(made: Cloud, part: Any) -> None:
        _Made._group(made, part.name)
        primary, standby = (made.region(side) for side in SIDES)
        for side, region in zip(SIDES, (primary, standby), strict=True):
            if part.at(side):
                one = Instance(part.name, part.at(side)["class"], groups=[made.rds.groups[region, part.name]])
                made.rds.instances[region, part.name] = one
                one.source = rds_arn(primary, "db", part.name) if side == "standby" else ""

    @staticmethod
    def elasticache(made: Cloud, part: Any) -> None:
        regions = [made.region(side) for side in SIDES if part.at(side)]
        made.caches.groups |= dict.fromkeys([(region, part.name) for region in regions], "available")
        if part.at("primary")["replication"] == "global_datastore":
            made.caches.stores[part.name] = Datastore(f"ldgnf-{part.name}", part.name, regions, regions[0])

    @staticmethod
    def _group(made: Cloud, name: str) -> None:
        for side in SIDES:
            made.rds.groups[made.region(side), name] = f"sg-{made.region(side)}-{name}"

    @staticmethod
    def eks(made: Cloud, part: Any) -> None:
        for side in SIDES:
            for name, group in part.at(side)["nodes"].items():
                least = group["min"] if side == "primary" else min(2, group["min"])
                made.eks.groups[made.region(side), part.name, name] = Group(least, group["max"], least)

    @staticmethod
    def ingress(made: Cloud, part: Any) -> None:
        for side in SIDES:
            made.edge.groups[made.region(side)] = [part.name]

    @staticmethod
    def rabbitmq(made: Cloud, part: Any) -> None:
        for side in SIDES:
            if part.at(side)["hosted"] == "amazon_mq":
                made.stores.brokers[made.region(side), part.name] = "RUNNING"

    @staticmethod
    def secrets(made: Cloud, part: Any) -> None:
        for side in SIDES:
            made.stores.secrets |= {(made.region(side), f"{made.spec.name}-{name}") for name in part.at(side)["names"]}

    @staticmethod
    def activity(made: Cloud, part: Any) -> None:  # noqa: ARG004  every component's signature
        for side in SIDES:
            kept = {
                "Value": "primary",
                "KeyId": f"arn:aws:kms:{made.region(side)}:key/fake",
                "AllowedPattern": "^(primary|standby)$",
            }
            made.stores.parameters[made.region(side), f"/{made.spec.name}/active"] = kept
