"""Route 53 records that decide between the regions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.inventory import Regions, Resource, Unknown
from drgen.resources import is_absent, references, text

_ZONE = re.compile(r"(?<!data\.)aws_route53_zone\.")  # two zones of one root are two; what data finds may be one
_POLICIES = {
    "failover_routing_policy": "failover",
    "weighted_routing_policy": "weighted",
    "latency_routing_policy": "latency",
    "geolocation_routing_policy": "geolocation",
    "geoproximity_routing_policy": "geoproximity",
    "cidr_routing_policy": "cidr",
    "multivalue_answer_routing_policy": "multivalue",
}


def routing(record: Resource) -> str:
    """How a record is chosen among those of its name: failover, weighted …, "" for a simple one."""
    return next((word for argument, word in _POLICIES.items() if not is_absent(record, argument)), "")


def failover_records(regions: Regions, side: str) -> Iterator[Resource]:
    """The PRIMARY or the SECONDARY records."""
    for record in regions.everything.of("aws_route53_record"):
        if text(record, "failover_routing_policy.0.type").upper() == side:
            yield record


def failover_pairs(regions: Regions) -> Iterator[tuple[Resource, Resource]]:
    """The PRIMARY and the SECONDARY record of a name."""
    secondaries = list(failover_records(regions, "SECONDARY"))
    for primary in failover_records(regions, "PRIMARY"):
        found = [one for one in secondaries if named_alike(primary, one)]
        if len(found) == 1:
            yield primary, found[0]


def named_alike(one: Resource, other: Resource) -> bool:
    """Whether two records may be of one name and type; what is unknown may be equal."""
    is_name = _may_equal(one, other, "name") and _may_equal(one, other, "zone_id")
    return is_name and _may_equal(one, other, "type")


def _may_equal(one: Resource, other: Resource, argument: str) -> bool:
    here, there = text(one, argument).lower().rstrip("."), text(other, argument).lower().rstrip(".")
    if here and there:
        return here == there
    mine, theirs = one.get(argument), other.get(argument)
    if one.source == other.source and _written(mine) and _written(theirs):
        return _written(mine) == _written(theirs)
    reads = [set(references(each, argument)) for each in (one, other)]
    are_made = one.source == other.source and all(map(_ZONE.search, reads[0] | reads[1]))
    return not (all(reads) and are_made) or bool(reads[0] & reads[1])


def _written(value: object) -> str:
    """A text with a variable in it that is not known yet, as it was written."""
    return value.template if isinstance(value, Unknown) else ""
