"""Which region a resource is in, by its own values: its `region`, else its ARN, id and zones."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from drgen.inventory.configuration import REGION
from drgen.inventory.document import MALFORMED, given

_TELLS = re.compile(rb'"(?:region|arn|id|availability_zones?)"\s*:\s*(?:"|\[)')
_SAYS_REGION = re.compile(rb'"region"\s*:\s*"')
_ARN = re.compile(rf"arn:aws[a-z-]*:[a-z0-9-]+:({REGION.pattern}):")
_URL = re.compile(rf"https://[a-z0-9-]+\.({REGION.pattern})\.amazonaws\.com")
_ZONE = re.compile(rf"({REGION.pattern})[a-z]")
_OTHERS = frozenset({"aws_config_aggregate_authorization"})  # its `region` is another one than its own


class _Place(msgspec.Struct):
    region: Any = None
    arn: Any = None
    id: Any = None
    availability_zone: Any = None
    availability_zones: Any = None


def told(kind: str, values: msgspec.Raw) -> str:
    """The region that a resource's values tell in either way."""
    return said(kind, values) or implied(values)


def said(kind: str, values: msgspec.Raw) -> str:
    """The argument `region` of a resource: with provider 6 it overrides the provider's. "" where there is none."""
    if not given(values) or kind in _OTHERS or not _SAYS_REGION.search(values):
        return ""
    region = _place(values).region
    return region if isinstance(region, str) and REGION.fullmatch(region) else ""


def implied(*values: msgspec.Raw) -> str:
    """The region in the ARN, id or zones of the first of a resource's values (as it will be, as it is) that tell it."""
    return next((region for one in values if (region := _implied(one))), "")


def _implied(values: msgspec.Raw) -> str:
    """ "" where they tell none, or more than one."""
    if not given(values) or not _TELLS.search(values):
        return ""
    place = _place(values)
    zones = place.availability_zones if isinstance(place.availability_zones, list) else []
    found = {
        match[1]
        for pattern, texts in (
            (_ARN, [place.arn, place.id]),
            (_URL, [place.id]),
            (_ZONE, [place.availability_zone, *zones]),
        )
        for text in texts
        if isinstance(text, str) and (match := pattern.match(text))
    }
    return found.pop() if len(found) == 1 else ""


def agreed(known: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """By provider, the region that its resources are in, out of pairs of both; not where they are in several."""
    found: dict[str, set[str]] = defaultdict(set)
    for provider, region in known:
        if provider and region:
            found[provider].add(region)
    return {provider: regions.pop() for provider, regions in found.items() if len(regions) == 1}


def _place(values: msgspec.Raw) -> _Place:
    try:
        return msgspec.json.decode(values, type=_Place)
    except MALFORMED:
        return _Place()  # no map, or one that cannot be decoded: said when somebody asks for the values
