"""What a reader of a plan must be told beside its changes: that it is partial, old, or that a check failed."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from drgen.inventory.document import Document, part
from drgen.inventory.entries import Deferred

_OLD = datetime.timedelta(days=1)
_MOST = 20  # failed checks that are told one by one


class _Address(msgspec.Struct):
    to_display: str = ""


class _Problem(msgspec.Struct):
    message: str = ""


class _Checked(msgspec.Struct):
    address: _Address
    status: str = ""
    problems: list[_Problem] | None = None


class _Check(_Checked):
    instances: list[_Checked] | None = None


def of(
    document: Document, deferred: list[Deferred], source: str, now: datetime.datetime | None, *, acts: bool
) -> Iterator[str]:
    """The warnings of one plan; `now` is the time to judge its age by, None to say nothing of it.

    `acts` says whether the plan does anything: one that does nothing cannot be applied either.
    """
    if document.complete is False:
        yield "the plan is incomplete: it was narrowed with -target, or puts changes off; another plan must follow"
    if document.applyable is False and acts:
        yield "Terraform says that the plan cannot be applied"
    for reason, count in sorted(Counter(one.reason or "unknown" for one in deferred).items()):
        yield f"{count} change{'s' * (count > 1)} put off to a later plan: {reason}"
    yield from _failed(part(document.checks, list[_Check], source, "checks") or [])
    if now and (age := _age(document.timestamp, now)) and age > _OLD:
        yield f"the plan is {age.days} day{'s' * (age.days > 1)} old: things may have changed since"


def _failed(checks: list[_Check]) -> Iterator[str]:
    failed = [one for check in checks for one in check.instances or [check] if one.status in {"fail", "error"}]
    for one in failed[:_MOST]:
        words = "; ".join(problem.message for problem in one.problems or [] if problem.message)
        yield f"{one.address.to_display or 'a check'} {_WORDS[one.status]}{f': {words}' if words else ''}"
    if len(failed) > _MOST:
        yield f"{len(failed) - _MOST} more checks fail"


def _age(timestamp: Any, now: datetime.datetime) -> datetime.timedelta | None:
    try:
        made = datetime.datetime.fromisoformat(timestamp) if isinstance(timestamp, str) else None
        return now - made if made else None
    except (ValueError, TypeError, OverflowError):
        return None  # not a time, or one without its zone


_WORDS = {"fail": "fails", "error": "could not be checked"}
