"""Changes and resources out of a plan's entries, with what its configuration tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from drgen.inventory import Resource, entries, places
from drgen.inventory.arguments import Arguments
from drgen.inventory.changes import Change
from drgen.inventory.configuration import Configuration
from drgen.inventory.document import NOTHING
from drgen.inventory.entries import Entry
from drgen.inventory.values import Values


class Placed(NamedTuple):
    """An entry, and what is known of where it is."""

    entry: Entry
    provider: str
    region: str
    arguments: Arguments | None  # None where the configuration does not have it


class Reader:
    """Makes changes and resources of one plan.  Big plans have 100,000: what is known of a block is kept."""

    def __init__(self, source: str, configuration: Configuration) -> None:
        self._source, self._configuration = source, configuration
        self._regions: dict[str, str] = {}
        self._arguments: dict[tuple[str, str], tuple[str, str, Arguments | None]] = {}

    @property
    def reads_data(self) -> bool:
        """Whether the configuration has a data source."""
        return self._configuration.reads_data

    def placed(self, every: Iterable[Entry]) -> list[Placed]:
        """Each entry with its region: its own, else its provider's, else that of its provider's other resources."""
        found = [self._place(entry) for entry in every]
        agreed = places.agreed((one.provider, one.region) for one in found)
        return [one if one.region else one._replace(region=agreed.get(one.provider, "")) for one in found]

    def change(self, placed: Placed, deferred: str = "") -> Change:
        """What the plan does to one object."""
        entry, provider, region, arguments = placed
        body, where = entry.change, f"{self._source}: {entry.address}"
        reads = None if arguments is None else arguments.at
        return Change(
            address=entry.address,
            type=entry.type,
            name=entry.name,
            action=entries.action(body.actions, where),
            before=Values(where, body.before, NOTHING, body.before_sensitive),
            after=Values(where, body.after, body.after_unknown, body.after_sensitive, reads),
            region=region,
            provider=provider,
            module=entry.module,
            root=self._source,
            forced_by=entry.forced_by,
            reason=entry.action_reason or "",
            moved_from=entry.moved_from,
            imported=entry.imported,
            deposed=entry.deposed or "",
            deferred=deferred,
        )

    def resource(self, placed: Placed, values: Mapping[str, object]) -> Resource:
        """The object as it will be."""
        entry, provider, region, arguments = placed
        return Resource(
            address=entry.address,
            type=entry.type,
            name=entry.name,
            values=values,
            region=region,
            provider=provider,
            module=entry.module,
            mode=entry.mode,
            source=self._source,
            references={} if arguments is None else arguments,
        )

    def prior(self, resource: Resource) -> Resource:
        """A resource of the prior state, with what the configuration tells of it."""
        provider, region, arguments = self._known(resource.module, resource.address)
        if arguments is None:
            return resource
        return replace(resource, provider=provider, region=resource.region or region, references=arguments)

    def _place(self, entry: Entry) -> Placed:
        body = entry.change
        provider, region, arguments = self._known(entry.module, entry.address)
        said = places.said(entry.type, body.after) or places.said(entry.type, body.before)
        return Placed(entry, provider, said or region or places.implied(body.after, body.before), arguments)

    def _known(self, module: str, address: str) -> tuple[str, str, Arguments | None]:
        """The provider and its region, and the arguments, of a resource as configured; one for all its instances."""
        key = self._configuration.key(module, address)
        if key not in self._arguments:
            found = self._configuration.blocks.get(key)
            provider = found.provider_config_key if found else ""
            arguments = Arguments(self._configuration.scopes[key[0]], found) if found else None
            if provider not in self._regions:
                self._regions[provider] = self._configuration.region(provider)
            self._arguments[key] = (provider, self._regions[provider], arguments)
        return self._arguments[key]
