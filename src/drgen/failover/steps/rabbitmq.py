"""A broker: it must be there and run. Its links are turned by `drgen messages apply`, once the spec says who serves.

A broker in Kubernetes runs when its cluster does; one of Amazon MQ is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

PHASE = "data"


def says(part: Part, run: Run) -> str:
    durable = [name for name, queue in sorted(part.at(run.target)["queues"].items()) if queue["durable"]]
    apply = f"`drgen messages apply {run.spec.name} --region {run.target}`"
    links = f"; after `drgen reconcile`, {apply} turns the links of {', '.join(durable)}" if durable else ""
    return f"look whether broker {part.name} runs in {run.here.region}{links}"


def ready(part: Part, run: Run) -> Iterator[str]:
    if waits := settled(part, run):
        yield waits


def move(part: Part, run: Run) -> None:
    """Nothing moves: both regions' brokers run."""


def settled(part: Part, run: Run) -> str | None:
    if part.at(run.target)["hosted"] != "amazon_mq":
        return None
    state = next((one["BrokerState"] for one in _brokers(run.here) if one["BrokerName"] == part.name), "missing")
    return None if state == "RUNNING" else f"the broker in {run.here.region} is {state}, which is not RUNNING"


def _brokers(site: Site) -> Iterator[dict[str, Any]]:
    """Every broker of a region; every page is read."""
    more: dict[str, str] = {}
    while True:
        answer = site.look("mq", "list_brokers", **more)
        yield from answer.get("BrokerSummaries", [])
        if not answer.get("NextToken"):
            return
        more = {"NextToken": answer["NextToken"]}
