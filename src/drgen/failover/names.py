"""What DNS answers, asked of the zone's own name servers: no resolver's memory, and no call of Route 53's API."""

from __future__ import annotations

import os
from functools import lru_cache

_TIMEOUT = 3.0  # seconds a server
NAME_SERVERS = "DRGEN_NAME_SERVERS"  # host:port[,host:port…]: for rehearsals, and where DNS is split


def addresses(zone: str, host: str) -> frozenset[str]:
    """The IPv4 addresses that every name server of `zone` that answers gives for a host; any resolver's without a zone.

    Empty when none answers, or when they disagree.
    """
    import dns.exception
    import dns.resolver

    found: set[frozenset[str]] = set()
    for resolver in _resolvers(zone):
        try:
            found.add(frozenset(record.address for record in resolver.resolve(host, "A", lifetime=_TIMEOUT)))
        except (dns.exception.DNSException, OSError):
            continue
    return found.pop() if len(found) == 1 else frozenset()


def _resolvers(zone: str):  # type: ignore[no-untyped-def]
    import dns.resolver

    servers = _named() or (_servers(zone) if zone else ())
    if not servers:
        return [dns.resolver.Resolver()]
    made = []
    for server, port in servers:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = [server], port
        made.append(resolver)
    return made


def _named() -> tuple[tuple[str, int], ...]:
    said = [one for one in os.environ.get(NAME_SERVERS, "").split(",") if one]
    return tuple((host or one, int(port) if host else 53) for one in said for host, _, port in [one.rpartition(":")])


@lru_cache(maxsize=8)
def _servers(zone: str) -> tuple[tuple[str, int], ...]:
    """The zone's name servers, by address."""
    import dns.exception
    import dns.resolver

    found = []
    try:
        names = [str(record.target) for record in dns.resolver.resolve(zone, "NS", lifetime=_TIMEOUT)]
    except (dns.exception.DNSException, OSError):
        return ()
    for name in names:
        try:
            found += [(record.address, 53) for record in dns.resolver.resolve(name, "A", lifetime=_TIMEOUT)]
        except (dns.exception.DNSException, OSError):
            continue
    return tuple(found)
