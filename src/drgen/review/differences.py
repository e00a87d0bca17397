"""Where the two regions differ once the plans are applied, and did not before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from drgen import checks, parity
from drgen.findings import Finding
from drgen.inventory import Inventory, Resource
from drgen.inventory.changes import Change, Plan
from drgen.parity.places import Roles


def opened(plans: Sequence[Plan], roles: Roles) -> list[Finding]:
    """What the checks of two regions find after the plans, and did not find before them.

    What differed all along is for `drgen parity`: a review that repeated it would be read by nobody. Nothing without
    the plans of both regions: one alone says nothing of the other.
    """
    after = _joined(plans, (resource for plan in plans for resource in plan.after.resources))
    before = _joined(plans, (resource for plan in plans for resource in _before(plan)))
    known = {_same(finding) for finding in _found(before, roles)}
    return [finding for finding in _found(after, roles) if _same(finding) not in known]


def _joined(plans: Sequence[Plan], resources: Iterable[Resource]) -> Inventory:
    return Inventory(", ".join(plan.source for plan in plans), "plan", tuple(resources))


def _before(plan: Plan) -> Iterator[Resource]:
    """What there is now: what stays as it will be, with its values of before."""
    changes = {change.address: change for change in plan.changes if not change.deposed}
    for resource in plan.after.resources:
        change = changes.pop(resource.address, None)
        if change is None or change.before:
            yield replace(resource, values=change.before) if change else resource
    yield from (_resource(change) for change in changes.values() if change.before)


def _resource(change: Change) -> Resource:
    return Resource(
        address=change.address,
        type=change.type,
        name=change.name,
        values=change.before,
        region=change.region,
        provider=change.provider,
        module=change.module,
        source=change.root,
    )


def _found(inventory: Inventory, roles: Roles) -> list[Finding]:
    regions = parity.split(inventory, roles)
    if not regions.primary.resources or not regions.standby.resources:
        return []
    return checks.run({"regions": regions}, "regions")


def _same(finding: Finding) -> tuple[str, str, str]:
    return finding.check, finding.address, finding.attribute
