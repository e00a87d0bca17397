"""A review of plans: what they do to a recovery, the worst first, without a secret in it.

`review(plans)` works on anybody's plans. Everything in a `Review` is text that may be shown: values are redacted
when it is made, and what is left to a format is its own grammar.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drgen import checks
from drgen.findings import Finding
from drgen.inventory.changes import Plan
from drgen.redaction import Redactor
from drgen.review import looks, roots, verdicts
from drgen.review.labels import labels
from drgen.review.nouns import Effect, Look, Picture, Review, Root
from drgen.review.secrets import known

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

__all__ = ["Effect", "Look", "Picture", "Platform", "Review", "Root", "review"]


@dataclass(frozen=True)
class Platform:
    """What is known of the platform that the plans are of, where drgen rendered it."""

    environment: str
    spec: Spec
    stacks: list[Stack]


def review(plans: Sequence[Plan], platform: Platform | None = None) -> Review:
    """The review of some plans, which are of one platform."""
    from drgen.review import pictures

    names, redactor = labels(plans), Redactor(known(plans))
    found = checks.run({"plans": list(plans)}, "changes")
    seen = looks.looks(found, plans, names, redactor)
    told = tuple(roots.root(plan, names[plan.source], seen, redactor) for plan in plans)
    return Review(
        environment=platform.environment if platform else "",
        verdict=verdicts.verdict(told, seen, plans),
        roots=told,
        looks=seen,
        parity=tuple(_clean(finding, redactor) for finding in _differences(platform, plans, seen)) if platform else (),
        effects=tuple(_effects(platform, plans, seen)) if platform else (),
        picture=pictures.picture(plans, names, seen, redactor),
    )


def _effects(platform: Platform, plans: Sequence[Plan], seen: tuple[Look, ...]) -> Iterator[Effect]:
    from drgen.review import promises

    return promises.effects(platform.spec, platform.stacks, plans, seen)


def _differences(platform: Platform, plans: Sequence[Plan], seen: tuple[Look, ...]) -> list[Finding]:
    """What the regions differ in after the plans; what is to be looked at anyway is not said twice."""
    from drgen.parity.places import Roles
    from drgen.review import differences

    regions = platform.spec.regions
    told = {look.finding.address for look in seen}
    found = differences.opened(plans, Roles(regions.primary.name, regions.standby.name))
    return [finding for finding in found if finding.address not in told]


def _clean(finding: Finding, redactor: Redactor) -> Finding:
    return replace(
        finding,
        message=redactor.words(finding.message),
        fix=redactor.words(finding.fix),
        address=redactor.words(finding.address),
        line="",
    )
