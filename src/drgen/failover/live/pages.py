"""Every page of an answer that AWS gives by pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drgen.failover.run import Site


_PLACE = ("NextToken", "NextToken")


def of(
    site: Site, service: str, operation: str, key: str, place: tuple[str, str] = _PLACE, **params: Any
) -> Iterator[Any]:
    """What is listed under `key` in each page; `place` is where to go on, in the answer's and the question's words."""
    more: dict[str, Any] = {}
    while True:
        answer = site.look(service, operation, **params, **more)
        yield from answer.get(key) or []
        if not answer.get(place[0]):
            return
        more = {place[1]: answer[place[0]]}
