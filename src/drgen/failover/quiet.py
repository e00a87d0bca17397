"""When nobody writes to a fenced database any more, and when its replica has all that was written.

A fence lets nobody in, and cuts nobody off: a change of security groups leaves tracked connections alive until they
end. So CloudWatch is asked who is still connected, in a minute that began after the fence; whoever stays is cut off by
a reboot. `ReplicaLag` of RDS for PostgreSQL is the age of the last transaction that the replica replayed, and not what
it lacks: an idle source shows up to five minutes. The replica has everything once that transaction is younger than the
last connection; RDS makes one by itself at least every five minutes. (docs/decisions/2026-11-23-failover.md)
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from drgen.failover import fencing, globalcluster, lag

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Site

_MINUTE = timedelta(minutes=1)
_LINGER = 180.0  # seconds that a client may take to go by itself, before a reboot that costs a minute


def connected(site: Site, part: Part) -> str:
    """Who may still write through the fence of a database, in words; empty when nobody."""
    for name in _instances(site, part):
        if not (ended := _ended(site, part, name))[1]:
            return ended[0]
    return ""


def cut_off(site: Site, part: Part, linger: float = _LINGER) -> None:
    """Reboot, once, every instance to which somebody is still connected `linger` seconds after the fence."""
    if _closed_for(site, part) < linger or not fencing.holds(site, part):
        return
    for name in _instances(site, part):
        if not _ended(site, part, name)[1]:
            what = f"reboot {name} in {site.region}: connections outlive its fence"
            site.act(what, "rds", "reboot_db_instance", DBInstanceIdentifier=name)


def missing(source: Site, replica: Site, part: Part, metric: lag.Metric) -> str:
    """What the replica of a fenced instance may still lack, in words; empty when it has everything."""
    words, ended = _ended(source, part, part.name)
    if ended is None:
        return words
    readings, _ = lag.readings(replica, metric)
    if not readings or not 0 <= readings[-1][1] < float("inf"):
        return f"nobody knows how far the replica is ({metric.name} says nothing)"
    at, age = readings[-1]
    lacks = (ended - (at - timedelta(seconds=age))).total_seconds()
    if lacks <= 0:
        return ""
    return f"the replica's last transaction was {lacks:.0f} s before the last connection ended"


def _ended(site: Site, part: Part, name: str) -> tuple[str, datetime | None]:
    """When the last connection to an instance had surely ended, by CloudWatch's clock; or why nobody can say."""
    metric = lag.Metric("AWS/RDS", "DatabaseConnections", {"DBInstanceIdentifier": name})
    readings, now = lag.readings(site, metric)
    closed = now - timedelta(seconds=_closed_for(site, part))
    since = [(at, count) for at, count in readings if at >= closed]
    if not since:
        return f"nobody knows yet who is connected to {name}", None
    if since[-1][1] != 0:
        return f"{since[-1][1]:g} connections to {name} outlive its fence", None
    last_seen = max((at for at, count in since if count != 0), default=None)
    first = min(at for at, _ in since if last_seen is None or at > last_seen)
    return "", first + _MINUTE  # somewhere in that minute it was looked


def _closed_for(site: Site, part: Part) -> float:
    """Seconds since the fence was asked for, or since this session began: it was there before."""
    kind = "modify_db_cluster" if part.module == "aurora" else "modify_db_instance"
    sent = site.run.sent(f"{site.region} rds:{kind}", f"{part.name}'", "VpcSecurityGroupIds")
    return site.run.age if sent is None else sent


def _instances(site: Site, part: Part) -> list[str]:
    if part.module != "aurora":
        return [part.name]
    return [f"{part.name}-{key}" for key in sorted(globalcluster.instances(site, part.name))]
