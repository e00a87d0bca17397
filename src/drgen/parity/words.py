"""What names say of regions and roles, and what is left of a name without that."""

from __future__ import annotations

import re
from functools import lru_cache

REGION = re.compile(r"\b(us-gov|us-iso[a-z]?|[a-z]{2})-(north|south|east|west|central)(east|west)?-(\d)\b")

_COMPASS = {
    "north": "n", "south": "s", "east": "e", "west": "w", "central": "c",
    "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
}  # fmt: skip
# What people call regions by their cities.
_CITIES = {
    "virginia": "us-east-1", "nvirginia": "us-east-1", "ohio": "us-east-2", "california": "us-west-1",
    "oregon": "us-west-2", "ireland": "eu-west-1", "dublin": "eu-west-1", "london": "eu-west-2", "paris": "eu-west-3",
    "frankfurt": "eu-central-1", "zurich": "eu-central-2", "stockholm": "eu-north-1", "milan": "eu-south-1",
    "spain": "eu-south-2", "tokyo": "ap-northeast-1", "seoul": "ap-northeast-2", "osaka": "ap-northeast-3",
    "singapore": "ap-southeast-1", "sydney": "ap-southeast-2", "jakarta": "ap-southeast-3",
    "melbourne": "ap-southeast-4", "mumbai": "ap-south-1", "hyderabad": "ap-south-2", "canada": "ca-central-1",
    "montreal": "ca-central-1", "saopaulo": "sa-east-1", "bahrain": "me-south-1", "uae": "me-central-1",
}  # fmt: skip
PRIMARY = frozenset({"active", "home", "main", "pri", "prim", "primary", "principal", "source", "src"})
STANDBY = frozenset(
    {
        *(
            "dest",
            "destination",
            "disaster",
            "dr",
            "drregion",
            "failover",
            "passive",
            "recovery",
            "replica",
            "replicas",
        ),
        *("sec", "second", "secondary", "secundary", "standby", "target"),
    }
)
_AROUND = frozenset({"region", "regional", "site", "cluster1", "cluster2", "region1", "region2"})  # role words' company
_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+\d*|\d+")
_WRITTEN = re.compile(
    r"(?<![a-z])(us|eu|ap|ca|sa|me|af|il|mx|cn|usgov)[-_ ]?"
    r"(northeast|northwest|southeast|southwest|north|south|east|west|central)[-_ ]?(\d)(?!\d)"
)
_SHORT = re.compile(r"(us|eu|ap|ca|sa|me|af|il|mx|cn|u)(ne|nw|se|sw|n|s|e|w|c)(\d)")


def tokens(name: str) -> list[str]:
    """The words of a name, in lower case: `vpcPrimary_us-east-1` → vpc, primary, us, east, 1."""
    return [token.lower() for token in _TOKEN.findall(name)]


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """A name without what names its region or its role: `orders-dr-usw2` and `orders_primary` are both `orders`."""
    without = _WRITTEN.sub(" ", name.lower() if "-" in name or "_" in name else _spaced(name))
    kept = [token for token in tokens(without) if not _is_place(token)]
    return "-".join(kept)


def regions(name: str) -> set[str]:
    """The regions that a name names, in full or in short: `usw2`, `us_west_2`, `oregon`."""
    low = name.lower()
    written = {f"{geo}-{compass}-{number}" for geo, compass, number in _WRITTEN.findall(low)}
    words = re.split(r"[^a-z0-9]+", low)
    short = {full for word in words if (full := _long(word))}
    return written | short | {_CITIES[word] for word in words if word in _CITIES}


def role(name: str) -> str:
    """`primary` or `standby`, as the words of a name say; "" where they say nothing, or both."""
    found = set(tokens(name))
    primary, standby = bool(found & PRIMARY), bool(found & STANDBY)
    return "" if primary == standby else "primary" if primary else "standby"


def compass(name: str) -> set[str]:
    """The directions in a name, which may tell two regions apart: `aws.west`."""
    return set(tokens(name)) & _COMPASS.keys()


def names_region(name: str, region: str) -> bool:
    """Whether a name means a region: by its name, its short name, its city, or its direction alone."""
    if not region:
        return False
    if found := regions(name):
        return region in found
    return region.split("-")[-2] in compass(name)


def _spaced(name: str) -> str:
    return " ".join(_TOKEN.findall(name)).lower()


def _is_place(token: str) -> bool:
    known = token in PRIMARY or token in STANDBY or token in _COMPASS or token in _CITIES or token in _AROUND
    return known or bool(_long(token))


def _long(word: str) -> str:
    """`usw2`, `use1`, `uw2`, `euc1` → us-west-2 …; "" for what is none."""
    found = _SHORT.fullmatch(word)
    if not found:
        return ""
    geo, short, number = found.groups()
    compass_name = next(name for name, letters in _COMPASS.items() if letters == short)
    return f"{'us' if geo == 'u' else geo}-{compass_name}-{number}"
