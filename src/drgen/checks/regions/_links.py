"""Which resource stands behind an argument: found by the reference, or by the identifier that both give."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import is_absent, references, region_of, text

_INDEX = re.compile(r"\[[^\]]*\]")
_ADDRESS = re.compile(r"((?:module\.[\w-]+\.)*(?:data\.)?[\w-]+\.[\w-]+)(?:\.|$)")
_REGION = re.compile(r"[a-z]{2}(?:-[a-z]+)+-\d")  # one that is told
_GLOBAL = re.compile(r"aws_(iam|route53|cloudfront|globalaccelerator|organizations)_")
_IDENTIFIERS = (
    "arn", "id", "cluster_identifier", "global_cluster_identifier", "global_replication_group_id", "identifier",
    "replication_group_id", "bucket", "name", "alarm_name",
)  # fmt: skip


class Links:
    """The resources of both regions by address and by identifier; nothing is looked at before it is needed."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self._identifiers: dict[str, dict[str, list[Resource]]] = {}

    def of(self, resource: Resource, path: str, *types: str) -> list[Resource]:
        """What an argument points to, of some types; [] when that cannot be told."""
        found = self._referred(resource, path) or self._identified(resource, text(resource, path), types)
        return [one for one in _once(found) if one.type in types]

    def to(self, target: Resource, path: str, *types: str) -> Iterator[Resource]:
        """The resources of some types whose argument points to the target."""
        for one in self.regions.everything.of(*types):
            if any(found is target for found in self.of(one, path, target.type)):
                yield one

    def elsewhere(self, resource: Resource, path: str) -> str:
        """What an argument points to, when that surely lies in another region than the resource; else ""."""
        value, here = text(resource, path), resource.region
        if there := region_of(value):
            return value if _REGION.fullmatch(here) and there != here else ""
        found = self._referred(resource, path) if here else []
        is_there = [one.region and one.region != here and not _share_provider(one, resource) for one in found]
        return f"{found[0].address} of {found[0].region}" if found and all(is_there) else ""

    @cached_property
    def _addresses(self) -> dict[str, list[Resource]]:
        found = defaultdict(list)
        for one in self.regions.everything.resources:
            found[_INDEX.sub("", one.address)].append(one)
        return found

    def _referred(self, resource: Resource, path: str) -> list[Resource]:
        return [one for said in references(resource, path) for one in self._at(said, resource)]

    def _at(self, reference: str, reader: Resource) -> list[Resource]:
        match = _ADDRESS.match(_INDEX.sub("", reference))
        found = self._addresses.get(match[1], []) if match else []
        near = [one for one in found if one.source == reader.source] or found
        return [one for one in near if reference.startswith(f"{one.address}.") or reference == one.address] or near

    def _identified(self, reader: Resource, value: str, types: tuple[str, ...]) -> list[Resource]:
        there = region_of(value)
        known = [self._named(kind) for kind in types if value]
        names = {value, re.split("[:/]", value)[-1]} if there else {value}
        found = [one for named in known for name in names for one in named.get(name, [])]
        return [one for one in found if one.region == (there or reader.region)] or ([] if there else found)

    def _named(self, kind: str) -> dict[str, list[Resource]]:
        """The resources of a type by their identifiers."""
        if kind not in self._identifiers:
            self._identifiers[kind] = defaultdict(list)
            for one in (each for each in self.regions.everything.resources if each.type == kind):
                for name in {text(one, argument) for argument in _IDENTIFIERS} - {""}:
                    self._identifiers[kind][name].append(one)
        return self._identifiers[kind]


def _share_provider(one: Resource, other: Resource) -> bool:
    """Whether two resources are surely in one region, whatever their names suggest."""
    return (one.source, one.provider) == (other.source, other.provider) and not (
        one.get("region") or other.get("region")
    )


def about(resource: Resource, argument: str, message: str, instead: Severity | None = None) -> Finding:
    """A finding about an argument of a resource."""
    mark = resource.place(argument.split(".", maxsplit=1)[0])
    return Finding((), message, address=resource.address, attribute=argument, mark=mark, instead=instead)


def given(resource: Resource, path: str) -> str:
    """What an argument says, in words."""
    return "not set" if is_absent(resource, path) else str(resource.get(path)).lower()


def is_standby(regions: Regions, resource: Resource) -> bool:
    """Whether a resource lies in the standby's region."""
    return bool(resource.region) and resource.region == regions.standby_region


def is_primary(regions: Regions, resource: Resource) -> bool:
    """Whether a resource lies in the primary's region."""
    return bool(resource.region) and resource.region == regions.primary_region


def _once(found: list[Resource]) -> list[Resource]:
    return list({id(one): one for one in found}.values())


def are_told(regions: Regions) -> bool:
    """Whether it is known which two regions there are."""
    return bool(regions.primary_region and regions.standby_region)


def roots(regions: Regions, region: str) -> set[str]:
    """The roots that hold something in a region; what no region holds does not count."""
    held = (one for one in regions.everything.resources if one.mode == "managed" and one.region == region != "")
    return {one.source for one in held if not is_of_no_region(one)}


def is_of_no_region(resource: Resource) -> bool:
    """Whether a resource's control plane lies in us-east-1, whatever region its provider has."""
    return bool(_GLOBAL.match(resource.type))


def is_unseen(regions: Regions, words: str) -> bool:
    """Whether a module that cannot be read may make what is looked for: its name or its source has one of the words."""
    calls = (one for one in regions.everything.resources if one.mode == "module")
    return any(re.search(words, f"{one.address} {text(one, 'source')}", re.IGNORECASE) for one in calls)
