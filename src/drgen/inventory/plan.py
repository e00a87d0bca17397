"""A plan, as `terraform show -json` writes it: formats 0.1 to 1.2."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

import msgspec

from drgen.errors import DrgenError
from drgen.inventory import Inventory, Resource, caveats, entries, places, state
from drgen.inventory.arguments import Arguments
from drgen.inventory.changes import Action, Change, Plan
from drgen.inventory.configuration import Block, Configuration, Scope
from drgen.inventory.configuration import read as configured
from drgen.inventory.document import NOTHING, SHOW, Document, given, part
from drgen.inventory.entries import Deferred, Entry, Output
from drgen.inventory.values import Values

Progress = Callable[[str], None]
_EVERY = 10_000  # changes between two words of progress


class _Prior(msgspec.Struct):
    values: msgspec.Raw = NOTHING


def read(
    document: Document, source: str, now: datetime.datetime | None = None, progress: Progress | None = None
) -> Plan:
    """One plan; `now` is what its age is judged by, `progress` hears how far the reading is.

    Raises DrgenError for a plan that is errored, that says what there will be but not what changes, or that is not
    as Terraform writes it.
    """
    _refuse_partial(document, source)
    found = part(document.resource_changes, list[Entry], source, "resource_changes") or []
    deferred = part(document.deferred_changes, list[Deferred], source, "deferred_changes") or []
    drifted = part(document.resource_drift, list[Entry], source, "resource_drift") or []
    outputs = _outputs(document, source)
    reader = _Reader(source, configured(document, source), [*found, *(one.resource_change for one in deferred)])
    changes = [*_told((reader.change(entry) for entry in found), len(found), progress or _silent)]
    acts = any(one is not Action.NO_OP for one in (*(c.action for c in changes), *(outputs or {}).values()))
    changes += [reader.change(one.resource_change, deferred=one.reason or "unknown") for one in deferred]
    return Plan(
        source=source,
        changes=tuple(changes),
        drift=tuple(reader.change(entry) for entry in drifted),
        after=Inventory(source, "plan", tuple(_after(document, source, reader, zip(found, changes, strict=False)))),
        terraform_version=str(document.terraform_version or ""),
        outputs=outputs,
        warnings=tuple(caveats.of(document, deferred, source, now, acts=acts)),
    )


def _refuse_partial(document: Document, source: str) -> None:
    if document.errored is True:
        raise DrgenError(
            f"{source}: the plan is errored: Terraform stopped halfway, so what it would do is not known",
            hint="mend what `terraform plan` says, and plan again",
        )
    if not given(document.resource_changes) and state.holds_something(document.planned_values, source):
        raise DrgenError(f"{source}: says what there will be, not what changes", hint=f"keep the whole of: {SHOW}")


def _after(
    document: Document, source: str, reader: _Reader, changes: Iterator[tuple[Entry, Change]]
) -> Iterator[Resource]:
    """What there will be: what the plan speaks of, then what it does not: data sources, and what a -target left out."""
    known = set()
    for entry, change in changes:
        known.add(entry.address)
        if entry.stays:
            yield reader.resource(entry, change)
    if document.complete is True and not reader.reads_data and known:
        return
    prior = part(document.prior_state, _Prior, source, "prior_state") or _Prior()
    for resource in state.shown(prior.values, source):
        if resource.address not in known:
            yield reader.prior(resource)


class _Reader:
    """Makes changes and resources out of the entries of one plan."""

    def __init__(self, source: str, configuration: Configuration, every: list[Entry]) -> None:
        self._source, self._configuration = source, configuration
        self._arguments: dict[tuple[str, str], Arguments] = {}
        self._regions = places.agreed(self._place(entry) for entry in every)

    @property
    def reads_data(self) -> bool:
        """Whether the configuration has a data source."""
        return self._configuration.reads_data

    def change(self, entry: Entry, deferred: str = "") -> Change:
        """What the plan does to one object."""
        body, where = entry.change, f"{self._source}: {entry.address}"
        reads = arguments.at if (arguments := self._of(entry)) else None
        provider, region = self._place(entry)
        return Change(
            address=entry.address,
            type=entry.type,
            name=entry.name,
            action=entries.action(body.actions, where),
            before=Values(where, body.before, NOTHING, body.before_sensitive),
            after=Values(where, body.after, body.after_unknown, body.after_sensitive, reads),
            region=region or self._regions.get(provider, ""),
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

    def resource(self, entry: Entry, change: Change) -> Resource:
        """The object as it will be."""
        return Resource(
            address=entry.address,
            type=entry.type,
            name=entry.name,
            values=change.after,
            region=change.region,
            provider=change.provider,
            module=entry.module,
            mode=entry.mode,
            source=self._source,
            references=self._of(entry) or {},
        )

    def prior(self, resource: Resource) -> Resource:
        """A resource of the prior state, with what the configuration tells of it."""
        found = self._configuration.block(resource.module, resource.address)
        if not found:
            return resource
        provider = found[1].provider_config_key
        region = resource.region or self._configuration.region(provider) or self._regions.get(provider, "")
        return replace(resource, provider=provider, region=region, references=self._known(*found))

    def _place(self, entry: Entry) -> tuple[str, str]:
        """Its provider, and its region as far as itself and its provider tell."""
        found = self._configuration.block(entry.module, entry.address)
        provider = found[1].provider_config_key if found else ""
        values = (entry.change.after, entry.change.before)
        said = next((region for one in values if (region := places.said(entry.type, one))), "")
        return provider, said or self._configuration.region(provider) or places.told(entry.type, *values)

    def _of(self, entry: Entry) -> Arguments | None:
        found = self._configuration.block(entry.module, entry.address)
        return self._known(*found) if found else None

    def _known(self, scope: Scope, block: Block) -> Arguments:
        """One for all instances of a block."""
        key = (scope.address, block.address)
        if key not in self._arguments:
            self._arguments[key] = Arguments(scope, block)
        return self._arguments[key]


def _outputs(document: Document, source: str) -> Mapping[str, Action] | None:
    found = part(document.output_changes, dict[str, Output], source, "output_changes")
    if found is None:
        return None
    return {name: entries.action(one.actions, f"{source}: output {name}") for name, one in found.items()}


def _told(changes: Iterator[Change], count: int, tell: Progress) -> Iterator[Change]:
    for number, change in enumerate(changes, 1):
        if number % _EVERY == 0:
            tell(f"{number:,} of {count:,} changes")
        yield change


def _silent(_words: str) -> None:
    """Nobody listens."""
