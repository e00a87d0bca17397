"""The model as tables of text and as plain data, for `drgen objectives`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from math import isinf
from typing import Any

from drgen.objectives import Model, Promise, customers, failback
from drgen.objectives.advice import Change
from drgen.objectives.figures import Figure
from drgen.objectives.words import span

Row = tuple[str, ...]
Table = tuple[str, Row, list[Row]]  # its title, its head, its rows


def tables(found: Model, changes: Iterable[Change]) -> Iterator[Table]:
    """Everything there is to say, table by table."""
    yield "timeline", ("at p95", "step", "what", "p50", "p95", "path", "figure", "source"), _timeline(found)
    yield "promises", ("promise", "of", "declared", "p50", "p95", "verdict", "rests on"), _promises(found)
    yield "not promised", ("of", "loss p95", "how"), _given_away(found)
    yield "what a customer loses", ("of", "kept in", "unplanned failover", "planned switchover"), _customers(found)
    yield "what would help most", ("change", "saves p50", "saves p95", ""), _changes(changes)
    home = [(step.id, step.what, *_figure(step.figure), step.figure.source) for step in failback.steps(found.parts)]
    yield "the way home (planned)", ("step", "what", "p50", "p95", "figure", "source"), home


def _timeline(found: Model) -> list[Row]:
    starts = found.timeline.starts("p95")
    critical = {step.id for step in found.rto[0].because}
    return [
        (
            *(_at(starts[step.id]), step.id, step.what, span(step.figure.p50), span(step.figure.p95)),
            *("critical" if step.id in critical else "", step.figure.status, step.figure.source),
        )
        for step in found.timeline.steps()
    ]


def _at(seconds: float) -> str:
    return f"+{seconds / 60:.0f} min"


def _promises(found: Model) -> list[Row]:
    return [_promise("RTO", one) for one in found.rto] + [_promise("RPO", one) for one in found.rpo]


def _promise(kind: str, one: Promise) -> Row:
    figures = (span(one.declared), span(one.p50), span(one.p95))
    return (kind, one.scope, *figures, "kept" if one.kept else "NOT KEPT", _rests(one))


def _rests(one: Promise) -> str:
    if one.stated:
        alone = span(one.without_estimates)
        return f"what the spec states ({', '.join(one.stated)}); by the model's own figures {alone}: NOT KEPT"
    return "verified figures" if one.verified else "estimates"


def _given_away(found: Model) -> list[Row]:
    return [(point.instance, span(point.figure.p95), point.how) for point in found.points if not point.durable]


def _customers(found: Model) -> list[Row]:
    return [
        (one.state, one.instance, one.unplanned, one.planned) for one in customers.losses(found.parts, found.points)
    ]


def _changes(changes: Iterable[Change]) -> list[Row]:
    return [
        (change.what, _saved(change.p50), _saved(change.p95), "" if change.available else "not available yet")
        for change in changes
    ]


def _saved(seconds: float) -> str:
    return f"-{span(-seconds)}" if seconds < 0 else span(seconds)


def _figure(figure: Figure) -> Row:
    return span(figure.p50), span(figure.p95), figure.status


def data(found: Model, changes: Iterable[Change]) -> dict[str, Any]:
    """The same as plain data: seconds, null where there is no bound."""
    starts = found.timeline.starts("p95")
    return {
        "timeline": [
            {"id": step.id, "what": step.what, "starts_p95": starts[step.id]} | _plain(step.figure)
            for step in found.timeline.steps()
        ],
        "promises": [
            _of(one) | {"objective": kind} for kind, ones in (("rto", found.rto), ("rpo", found.rpo)) for one in ones
        ],
        "write_errors": {"p50": found.timeline.write_errors("p50"), "p95": found.timeline.write_errors("p95")},
        "customers": [asdict(one) for one in customers.losses(found.parts, found.points)],
        "changes": [vars(change) for change in changes],
        "failback": [{"id": s.id, "what": s.what} | _plain(s.figure) for s in failback.steps(found.parts)],
    }


def _of(one: Promise) -> dict[str, Any]:
    limits = {"declared": one.declared, "p50": _bounded(one.p50), "p95": _bounded(one.p95)}
    limits |= {"p95_without_estimates": _bounded(one.without_estimates)}
    return {"scope": one.scope, "kept": one.kept, "verified": one.verified, "because": [x.id for x in one.because]} | (
        limits
    )


def _plain(figure: Figure) -> dict[str, Any]:
    limits = {"p50": _bounded(figure.p50), "p95": _bounded(figure.p95)}
    return limits | {"status": figure.status, "source": figure.source}


def _bounded(seconds: float) -> float | None:
    return None if isinf(seconds) else seconds
