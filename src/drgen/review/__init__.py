"""A review of plans: what they do to a recovery, the worst first, without a secret in it.

`review(plans)` works on anybody's plans. Everything in a `Review` is text that may be shown: values are redacted
when it is made, and what is left to a format is its own grammar.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from drgen import checks
from drgen.findings import Finding
from drgen.inventory.changes import Plan
from drgen.redaction import Redactor
from drgen.review import looks, roots, verdicts
from drgen.review.labels import labels
from drgen.review.nouns import Effect, Look, Picture, Review, Root
from drgen.review.secrets import known

__all__ = ["Effect", "Look", "Picture", "Review", "Root", "review"]


def review(
    plans: Sequence[Plan],
    environment: str = "",
    parity: Iterable[Finding] = (),
    effects: Iterable[Effect] = (),
) -> Review:
    """The review of some plans, which are of one platform; `parity` and `effects` are what else is known of it."""
    from drgen.review import pictures

    names, redactor = labels(plans), Redactor(known(plans))
    found = checks.run({"plans": list(plans)}, "changes")
    seen = looks.looks(found, plans, names, redactor)
    told = tuple(roots.root(plan, names[plan.source], seen, redactor) for plan in plans)
    differences = tuple(_clean(finding, redactor) for finding in parity)
    return Review(
        environment=environment,
        verdict=verdicts.verdict(told, seen, plans),
        roots=told,
        looks=seen,
        parity=differences,
        effects=tuple(effects),
        picture=pictures.picture(plans, names, seen, redactor),
    )


def _clean(finding: Finding, redactor: Redactor) -> Finding:
    return replace(
        finding,
        message=redactor.words(finding.message),
        fix=redactor.words(finding.fix),
        address=redactor.words(finding.address),
        line="",
    )
