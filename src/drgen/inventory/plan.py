"""A plan, as `terraform show -json` writes it: formats 0.1 to 1.2."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from drgen.errors import DrgenError
from drgen.inventory import Inventory, Resource, caveats, entries, state
from drgen.inventory.changes import Action, Change, Plan
from drgen.inventory.configuration import read as configured
from drgen.inventory.document import NOTHING, SHOW, Document, given, part
from drgen.inventory.entries import Deferred, Entry, Output
from drgen.inventory.reader import Placed, Reader

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
    reader = Reader(source, configured(document, source))
    placed = reader.placed([*found, *(one.resource_change for one in deferred), *drifted])
    changes = list(_told(map(reader.change, placed[: len(found)]), len(found), progress or _silent))
    acts = any(one is not Action.NO_OP for one in (*(c.action for c in changes), *(outputs or {}).values()))
    later = zip(placed[len(found) :], deferred, strict=False)
    after = _after(document, source, reader, zip(placed, changes, strict=False))
    return Plan(
        source=source,
        changes=(*changes, *(reader.change(one, put_off.reason or "unknown") for one, put_off in later)),
        drift=tuple(map(reader.change, placed[len(found) + len(deferred) :])),
        after=Inventory(source, "plan", tuple(after)),
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
    document: Document, source: str, reader: Reader, changes: Iterable[tuple[Placed, Change]]
) -> Iterator[Resource]:
    """What there will be: what the plan speaks of, then what it does not: data sources, and what a -target left out."""
    known = set()
    for placed, change in changes:
        known.add(change.address)
        if placed.entry.stays:
            yield reader.resource(placed, change.after)
    if document.complete is True and known and not reader.reads_data:
        return
    prior = part(document.prior_state, _Prior, source, "prior_state") or _Prior()
    for resource in state.shown(prior.values, source):
        if resource.address not in known:
            yield reader.prior(resource)


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
