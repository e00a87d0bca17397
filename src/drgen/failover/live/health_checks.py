"""Route 53's health checks of the platform: the endpoint, the latches, and what makes one answer of them.

Their control plane lies in one region of the partition; what it cannot say is unknown, and stops no failover.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws

if TYPE_CHECKING:
    from drgen.failover.run import Site


def look(site: Site) -> dict[str, Mapping[str, Any]]:
    """HealthCheckConfig by what it is: `out`, `back`, `may_serve`; only those that are there."""
    run = site.run
    if not any(part.module == "dns" for part in run.parts) or str(run.spec.traffic) == "routing_control":
        return {}
    listed = aws.pages(partial(site.look, "route53", "list_health_checks"), "HealthChecks", aws.NEXT_MARKER)
    every = {one["Id"]: one["HealthCheckConfig"] for one in listed}
    latches = {name: id_ for id_, said in every.items() if (name := _latch(said, run.spec.name))}
    found = {name: every[id_] for name, id_ in latches.items()}
    for said in every.values():
        if said.get("Type") == "CALCULATED" and set(latches.values()) & set(said.get("ChildHealthChecks") or []):
            found["may_serve"] = said
    return found


def _latch(said: Mapping[str, Any], platform: str) -> str:
    alarm = str((said.get("AlarmIdentifier") or {}).get("Name", ""))
    name = alarm.removeprefix(f"{platform}-latch-")
    return name if name in ("out", "back") and name != alarm else ""
