"""Every figure of the model: seconds, expected (p50) and to plan with (p95), and where it comes from.

A figure whose source is AWS's documentation, or the module that sets it, is `documented`. All others are `estimate`s,
which a spec replaces under `estimates:` and a drill on AWS under `evidence:`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from drgen.warming.plan import Warming

Status = Literal["documented", "estimate", "declared", "measured"]

UNBOUNDED = inf
_MINUTE, _HOUR = 60.0, 3600.0


@dataclass(frozen=True)
class Figure:
    """How long something takes, or how much it loses, in seconds."""

    p50: float
    p95: float
    source: str
    status: Status = "estimate"

    @property
    def verified(self) -> bool:
        """Whether anybody vouches for it: AWS, the spec's author or a drill."""
        return self.status != "estimate"

    def longer(self, p50: float, p95: float, why: str) -> Figure:
        """The same and some more, which makes it an estimate."""
        return Figure(self.p50 + p50, self.p95 + p95, f"{self.source}; {why}")


def _minutes(p50: float, p95: float, source: str, status: Status = "estimate") -> Figure:
    return Figure(p50 * _MINUTE, p95 * _MINUTE, source, status)


def endpoint_check(interval: int, failures: int) -> Figure:
    """Until Route 53's endpoint check fails: `failures` in a row, `interval` seconds apart, and telling all edges."""
    source = f"{failures} × {interval} s in a row; AWS: Route 53, dns-failover-determining-health-of-endpoints"
    return Figure(interval * failures + 5, interval * (failures + 1) + 10, source, "documented")


def alarm(period: int, datapoints: int) -> Figure:
    """Until a CloudWatch alarm of so many periods pages somebody.

    AWS: "several minutes might elapse" between a failing check and the notification (monitoring-health-checks).
    """
    source = f"{datapoints} × {period} s, then the notification: AWS says minutes, not how many"
    return Figure(period * datapoints + 60, period * datapoints + 120, source)


# Detect, decide, start.
NOTICED_BY_PEOPLE = _minutes(
    10, 30, "nothing pages, as dns and alarms do: reports of incidents say half an hour to see the scope (abhs.in)"
)
APPROVAL = _minutes(10, 30, "one person is woken, looks and decides; reports of incidents (abhs.in)")
START = _minutes(0.5, 1, "one command; a runbook by hand takes 5 to 15 min")

# Databases.
AURORA_FAILOVER = _minutes(2, 10, "AWS: minutes (Aurora, disaster recovery); its lab: below one for the database alone")
AURORA_INSTANCE = _minutes(8, 15, "an instance is created first: AWS says several minutes")
RDS_PROMOTION = _minutes(5, 20, "AWS: several minutes or longer, by size, with a reboot (RDS, read replicas)")
RDS_GROWS = _minutes(5, 12, "the waiting class is smaller and is changed first")


def promotion(gib: float) -> Figure:
    """Promoting an RDS replica of `gib` GiB: a minute more for each TiB above one."""
    more = max(0.0, gib / 1024 - 1) * _MINUTE
    return RDS_PROMOTION.longer(more, more, "a minute per TiB above the first") if more else RDS_PROMOTION


def restore(gib: float) -> Figure:
    """Restoring a copied snapshot of `gib` GiB; blocks not yet read stay slow for hours."""
    minutes = 15 + 3 * gib / 100
    return _minutes(minutes, 3 * minutes, f"{gib:.0f} GiB from a copy, blocks load when first read (AWS: up to hours)")


# Caches and brokers.
DATASTORE = _minutes(1, 2, "AWS workshop: about a minute (disaster-recovery.workshop.aws)")
CACHE_CREATED = _minutes(8, 15, "the cache is created first")
BROKER_CREATED = _minutes(15, 30, "the broker is created first")
CONSUMERS = _minutes(0.5, 2, "consumers connect; draining a backlog is not in it")
DEFINITIONS = _minutes(1, 5, "queues, policies and users are imported")


def warming(gib: float, megabits: float = 500) -> Figure:
    """Loading `gib` GiB into a cache at `megabits` per second; the databases bear that load meanwhile."""
    minutes = max(1.0, gib * 8 * 1024 / megabits / 60)
    return _minutes(minutes, 3 * minutes, f"{gib:.1f} GiB at {megabits:.0f} Mbit/s")


def warmed(planned: Warming) -> Figure:
    """Loading the share of keys that must be warm, at the rates of the plan: its own figures."""
    minutes = planned.seconds(planned=False) / 60
    cold = ", ".join(one.name for one in planned.cold(planned=False))
    left = f", but {cold}, which start cold" if cold else ""
    said = f"{planned.share:.0%} of the plan's keys at its rates{left}; p95 twice that"
    return _minutes(minutes, 2 * minutes, said)


# Clusters and what stands in front of them.
NODES_RUN = Figure(0, 0, "the standby holds as many nodes as the primary", "documented")
NODES_JOIN = _minutes(4, 8, "managed node groups: 3 to 5 min each (zop.dev)")
CAPACITY = (0.0, 10 * _MINUTE, "capacity is contended: AWS guarantees none (ARC Region switch)")
CLUSTER_CREATED = _minutes(20, 30, "AWS: 15 min for the cluster (containers-roadmap 1227), then nodes")
PODS = _minutes(1, 4, "images are pulled, probes pass")


def healthy(interval: int, passes: int) -> Figure:
    """Until the load balancer takes new targets: AWS wants one passed check, the module's settings allow `passes`."""
    source = f"{passes} × {interval} s (modules/regional/ingress); AWS: one passed check (ALB, health checks)"
    return Figure(interval * passes, interval * passes + 60, source)


# Traffic and clients.
LATCH = _minutes(1, 3, "a metric, its alarm and the check that reads it; not tried on AWS")
ROUTING_CONTROL = _minutes(0.1, 1, "a call to the ARC cluster's data plane")
BY_HAND = _minutes(5, 15, "nothing here moves these names: a runbook by hand")
ALIAS = _minutes(1, 3, "the alias' fixed TTL of 60 s (Route 53 FAQ); some resolvers keep it three times as long")
CLIENTS = _minutes(0.5, 5, "pools and DNS caches; AWS: a JVM may keep a name for ever (SDK for Java, jvm-ttl-dns)")

# What is lost.
AURORA_LAG = Figure(1, 5, "AWS: typically below a second (Aurora global database)", "documented")
REPLICA_LAG = Figure(10, 300, "AWS: asynchronous; the lag reads up to 5 min when idle (RDS PostgreSQL)")
DATASTORE_LAG = Figure(1, 5, "AWS workshop: generally below a second", "estimate")
TABLE_LAG = Figure(1, 3, "AWS: usually within a second (DynamoDB global tables)", "documented")
LINK_LAG = Figure(2, 60, "messages under way on the link (RabbitMQ)")
OBJECTS = Figure(15 * _MINUTE, 4 * _HOUR, "S3: most objects in 15 min, sometimes hours (hashicorp/terraform 23583)")
OBJECTS_IN_TIME = Figure(
    15 * _MINUTE, 15 * _MINUTE, "S3 Replication Time Control: 99.9 % in 15 min (AWS)", "documented"
)
IMAGES = _minutes(1, 30, "ECR: most within 30 min (AWS); CI can push them again", "documented")
NOTHING = Figure(UNBOUNDED, UNBOUNDED, "nothing of it reaches the standby", "documented")


def copies(every: float) -> Figure:
    """What a restore from the other region loses: the time between copies (`every`, in seconds), and the copying."""
    source = f"a copy every {every / _HOUR:.0f} h (the spec), and the time of copying"
    return Figure(every + 0.5 * _HOUR, every + 2 * _HOUR, source)


# Coming home.
RETURN = _minutes(1, 3, "a switchover waits for the lag: AWS says short (Aurora, disaster recovery)")
QUIET = _minutes(
    4, 9, "readings come by the minute; a replica of an idle source is up to 5 min behind (RDS, read replicas)"
)


def reseed(gib: float) -> Figure:
    """Making an RDS replica of `gib` GiB anew: a snapshot, its copy to the other region, and catching up."""
    minutes = 20 + 6 * gib / 100
    return _minutes(minutes, 3 * minutes, f"{gib:.0f} GiB are copied in full, and the replica catches up")
