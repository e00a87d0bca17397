"""What holds between the platform's fields: one rule a function, each reads only what it compares.

They run on what the user wrote, before it is known to be whole: a field that is missing or no string reads as "".
"""

from __future__ import annotations

import re
from functools import partial
from ipaddress import IPv4Network
from itertools import chain
from typing import TYPE_CHECKING, Any

from drgen import durations
from drgen.problems import Issue, Path, echo
from drgen.terms import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

REGION = "[a-z]{2}(-[a-z]+)+-[0-9]+"

_PARTITIONS = {"cn-": "aws-cn", "us-gov-": "aws-us-gov", "us-iso-": "aws-iso", "us-isob-": "aws-iso-b"}
_MAX_BUCKET = _MAX_LABEL = 63
_MAX_TAGS, _MAX_TAG_KEY, _MAX_TAG_VALUE = 45, 128, 256  # AWS takes 50 tags; the rest is ours
_TAG = re.compile(r"[\w\s+=.:/@-]*")
_LARGEST, _SMALLEST = 16, 20  # AWS takes /16 to /28; in a /20 a zone still has 512 addresses for its pods
_NAME: Path = ("regions", "standby", "name")
_ONE_ACCOUNT = "a platform lives in one account: the services replicate within one"


def issues(data: dict[str, Any]) -> Iterator[Issue]:
    """Everything in which the fields of a platform contradict each other, or AWS."""
    rules = (
        _regions_differ,
        _one_partition,
        _zones,
        _ranges_overlap,
        _hosts,
        _bucket,
        _account,
        _tags,
        _estimates,
        _scale,
    )
    return chain.from_iterable(rule(data) for rule in rules)


def network(text: str) -> str:
    """The text, if it is an IPv4 range that a VPC can have. Raises ValueError(what is wrong, how to write it)."""
    try:
        found = IPv4Network(text)
    except ValueError:
        raise ValueError("is no IPv4 range", *_without_host_bits(text)) from None
    if "/" not in text or not _LARGEST <= found.prefixlen <= _SMALLEST:
        raise ValueError(f"is a /{found.prefixlen}", f"a VPC takes a range from /{_LARGEST} to /{_SMALLEST}")
    if found.is_loopback or found.is_link_local or found.is_multicast or found.is_reserved or found.is_unspecified:
        raise ValueError("is a range that no VPC can have", "take one from 10.0.0.0/8")
    return text


def partition(region: str) -> str:
    """The partition that a region lies in: `aws`, `aws-cn`, `aws-us-gov` …"""
    return next((name for prefix, name in _PARTITIONS.items() if region.startswith(prefix)), "aws")


def _without_host_bits(text: str) -> tuple[str, ...]:
    try:
        return (f"write {IPv4Network(text, strict=False)}",)
    except ValueError:
        return ()


def _regions_differ(data: dict[str, Any]) -> Iterator[Issue]:
    primary, standby = _region(data, "primary"), _region(data, "standby")
    if primary and primary == standby:
        yield Issue(_NAME, f"{standby} is the primary's region too", "the standby needs a region of its own")


def _one_partition(data: dict[str, Any]) -> Iterator[Issue]:
    primary, standby = _region(data, "primary"), _region(data, "standby")
    if primary and standby and (here := partition(primary)) != (there := partition(standby)):
        yield Issue(_NAME, f"{standby} is in {there}, {primary} in {here}", "nothing replicates between partitions")


def _zones(data: dict[str, Any]) -> Iterator[Issue]:
    for side in SIDES:
        region, zones = _region(data, side), _list(data, "regions", side, "zones")
        for index, zone in enumerate(zones):
            path = ("regions", side, "zones", index)
            if zone in zones[:index]:
                yield Issue(path, f"{echo(zone)} is here twice", "each zone once")
            if isinstance(zone, str) and region and not re.fullmatch(rf"{re.escape(region)}[a-z]", zone):
                yield Issue(path, f"{echo(zone)} is no zone of {region}", f"zones by name, not by id: {region}a")


def _ranges_overlap(data: dict[str, Any]) -> Iterator[Issue]:
    try:
        primary, standby = (IPv4Network(text) for text in (_text(data, "regions", side, "cidr") for side in SIDES))
    except ValueError:
        return
    if primary.overlaps(standby):
        message = f"{standby} overlaps the primary's {primary}"
        yield Issue(("regions", "standby", "cidr"), message, "peering and a failback by VPN need ranges of their own")


def _hosts(data: dict[str, Any]) -> Iterator[Issue]:
    zone, hosts = _text(data, "zone", "name"), _list(data, "hosts")
    if hosts and not isinstance(data.get("zone"), dict):
        yield Issue(
            ("hosts",), "hosts need the zone that holds their records", "write zone: {id: Z…, name: example.com}"
        )
    for index, host in enumerate(hosts):
        if host in hosts[:index]:
            yield Issue(("hosts", index), f"{echo(host)} is here twice", "each host once")
        if isinstance(host, str) and any(len(label) > _MAX_LABEL for label in host.split(".")):
            yield Issue(("hosts", index), f"a label has more than {_MAX_LABEL} characters", "DNS takes no longer one")
        if zone and isinstance(host, str) and host != zone and not host.endswith(f".{zone}"):
            yield Issue(("hosts", index), f"{echo(host)} is not in the zone {zone}", f"a host ends in .{zone}")


def _bucket(data: dict[str, Any]) -> Iterator[Issue]:
    bucket, path = _text(data, "state", "bucket"), ("state", "bucket")
    longest = max((f"{bucket}-{region}" for region in map(partial(_region, data), SIDES)), key=len)
    if bucket and len(longest) > _MAX_BUCKET:
        message = f"{longest} has {len(longest)} characters, S3 takes {_MAX_BUCKET}"
        yield Issue(path, message, f"shorten it by {len(longest) - _MAX_BUCKET}")
    if bucket.startswith(("xn--", "sthree-", "amzn-s3-demo-")) or "--" in bucket:
        yield Issue(path, f"{echo(bucket)} is a name that S3 keeps for itself", "take a prefix of your own")


def _account(data: dict[str, Any]) -> Iterator[Issue]:
    account, arn = _text(data, "account"), _text(data, "assume_role")
    parts = arn.split(":")
    if len(parts) < 6:  # noqa: PLR2004  an ARN's parts; the field itself says that it is none
        return
    if account and parts[4] != account:
        yield Issue(
            ("assume_role",), f"the role is in account {echo(parts[4])}, the platform in {account}", _ONE_ACCOUNT
        )
    region = _region(data, "primary")
    if region and parts[1] != partition(region):
        yield Issue(
            ("assume_role",), f"{region} is in the partition {partition(region)}", f"arn:{partition(region)}:iam::…"
        )


def _tags(data: dict[str, Any]) -> Iterator[Issue]:
    tags = data.get("tags")
    if not isinstance(tags, dict):
        return
    if len(tags) > _MAX_TAGS:
        yield Issue(("tags",), f"{len(tags)} tags", f"AWS takes 50, drgen adds some: at most {_MAX_TAGS}")
    for key, value in tags.items():
        if why := _unfit_tag(key):
            yield Issue(("tags", key), *why, at_key=True)
        if isinstance(value, str) and (len(value) > _MAX_TAG_VALUE or not _TAG.fullmatch(value)):
            hint = f"letters, digits, spaces and _ . : / = + - @; at most {_MAX_TAG_VALUE}"
            yield Issue(("tags", key), f"{echo(value)} is no tag value for AWS", hint)


def _estimates(data: dict[str, Any]) -> Iterator[Issue]:
    estimates = data.get("estimates")
    for step in estimates if isinstance(estimates, dict) else ():
        p50, p95 = (_text(data, "estimates", step, percentile) for percentile in ("p50", "p95"))
        known = all(re.fullmatch(durations.PATTERN, text) for text in (p50, p95))
        if known and durations.seconds(p95) < durations.seconds(p50):
            yield Issue(("estimates", step, "p95"), f"{p95} is less than p50, {p50}", "p95 is what to plan with")


def _scale(data: dict[str, Any]) -> Iterator[Issue]:
    scale, components = data.get("scale"), data.get("components")
    if not isinstance(scale, dict) or not isinstance(components, dict):
        return
    for cluster, said in scale.items():
        if cluster not in components:
            path = ("scale", cluster)
            yield Issue(path, f"there is no component {echo(cluster)}", "name one of the spec's", at_key=True)
        yield from _bounds(cluster, _at(said, ("autoscalers",)))


def _bounds(cluster: str, autoscalers: Any) -> Iterator[Issue]:
    for name, one in autoscalers.items() if isinstance(autoscalers, dict) else ():
        least, most = _at(one, ("min",)), _at(one, ("max",))
        if isinstance(least, int) and isinstance(most, int) and most < least:
            path = ("scale", cluster, "autoscalers", name, "max")
            yield Issue(path, f"{most} is less than min, {least}", "max is what it may grow to")


def _unfit_tag(key: str) -> tuple[str, str] | None:
    if key.lower().startswith(("aws:", "drgen:")):
        return f"the tag {echo(key)} has a reserved prefix", "aws: is kept by AWS, drgen: by drgen"
    if not key or len(key) > _MAX_TAG_KEY or not _TAG.fullmatch(key):
        return f"{echo(key)} is no tag key for AWS", f"letters, digits, spaces and _ . : / = + - @; 1 to {_MAX_TAG_KEY}"
    return None


def _region(data: dict[str, Any], side: str) -> str:
    """A side's region, "" while it is none."""
    name = _text(data, "regions", side, "name")
    return name if re.fullmatch(REGION, name) else ""


def _text(data: dict[str, Any], *path: str) -> str:
    found = _at(data, path)
    return found if isinstance(found, str) else ""


def _list(data: dict[str, Any], *path: str) -> list[Any]:
    found = _at(data, path)
    return found if isinstance(found, list) else []


def _at(data: Any, path: tuple[str, ...]) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data
