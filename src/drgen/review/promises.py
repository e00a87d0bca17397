"""What becomes of an environment's objectives: the model run twice, the second time with what the plans change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from drgen.effects import number, updated
from drgen.findings import Severity
from drgen.inventory.changes import Change, Plan
from drgen.objectives import Model, Promise, figures, model
from drgen.objectives.figures import Figure
from drgen.objectives.words import span
from drgen.review.nouns import Effect, Look

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

# Checks of which a finding means that nothing written from then on reaches the standby.
_LOSES = frozenset({
    "member_is_detached", "replication_is_destroyed", "data_store_is_destroyed", "bucket_stops_replicating",
    "table_loses_its_replica", "broker_is_replaced_for_a_user",
})  # fmt: skip
_CHECKED = ("HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP")


def effects(spec: Spec, stacks: list[Stack], plans: Iterable[Plan], looks: Iterable[Look]) -> Iterator[Effect]:
    """What changes of each promise; when nothing does, the platform's RTO and the worst RPO as they are."""
    before = model(spec, stacks)
    assumed = {id_: figure for id_, figure in _assumed(list(plans), list(looks)).items() if id_ in before.ids}
    after = model(spec, stacks, assumed) if assumed else before
    pairs = [*_pairs("RTO", before.rto, after.rto), *_pairs("RPO", before.rpo, after.rpo)]
    changed = [pair for pair in pairs if pair[1].p95 != pair[2].p95]
    for kind, old, new in changed or _summary(before):
        yield Effect(
            promise=kind,
            scope=old.scope,
            declared=span(old.declared),
            before=span(old.p95),
            after=span(new.p95),
            kept=new.kept,
            because=_because(old, new, assumed),
        )


def _pairs(kind: str, before: list[Promise], after: list[Promise]) -> Iterator[tuple[str, Promise, Promise]]:
    return ((kind, old, new) for old, new in zip(before, after, strict=True))


def _summary(found: Model) -> Iterator[tuple[str, Promise, Promise]]:
    yield "RTO", found.rto[0], found.rto[0]
    if found.rpo:
        worst = max(found.rpo, key=lambda one: one.p95 / one.declared if one.declared else one.p95)
        yield "RPO", worst, worst


def _because(old: Promise, new: Promise, assumed: Mapping[str, Figure]) -> str:
    if old.p95 == new.p95:
        return "nothing that the model reads changes"
    said = [assumed[one.id].source for one in (*new.because, *old.because) if one.id in assumed]
    return "; ".join(dict.fromkeys(said)) or "another step takes longest"


def _assumed(plans: list[Plan], looks: list[Look]) -> dict[str, Figure]:
    """The figures that the plans change, by the model's ids."""
    found: dict[str, Figure] = {}
    for look in looks:
        instance = _instance(look.finding.address)
        if look.finding.check in _LOSES and _is_whole(look):
            source = f"this plan {look.does}"
            found[f"{instance}.loss"] = Figure(figures.UNBOUNDED, figures.UNBOUNDED, source, "documented")
        if look.finding.check == "cluster_becomes_headless" and "last one" in look.means and _is_standby(look):
            source = "an instance is created first: this plan removes the last one"
            figure = figures.AURORA_FAILOVER.longer(figures.AURORA_INSTANCE.p50, figures.AURORA_INSTANCE.p95, source)
            found[f"{instance}.promote"] = figure
    for change in updated(plans, "aws_route53_health_check"):
        if figure_ := _detection(change):
            found["detect"] = figure_
    for change in updated(plans, "aws_route53_record"):
        if (ttl := number(change.after.get("ttl"))) and ttl != number(change.before.get("ttl")):
            found["dns"] = Figure(ttl, 3 * ttl, f"a TTL of {ttl:.0f} s; some resolvers keep it three times as long")
    return found


def _detection(change: Change) -> Figure | None:
    """How fast a check notices after this; None for one whose speed stays, or that asks no endpoint."""
    keys = ("request_interval", "failure_threshold")
    before, after = ([number(values.get(key)) for key in keys] for values in (change.before, change.after))
    if change.after.get("type") not in _CHECKED or before == after or None in after:
        return None
    interval, failures = (int(one) for one in after if one is not None)
    return figures.endpoint_check(interval, failures)


def _instance(address: str) -> str:
    found = re.match(r"module\.([\w-]+)", address)
    return found[1] if found else ""


def _is_whole(look: Look) -> bool:
    """Whether replication ends, not only a part of what it does."""
    return look.severity is Severity.BLOCKER


def _is_standby(look: Look) -> bool:
    return "(standby)" in look.does
