"""A store whose data must survive has no counterpart in the standby, although the strategy would have one.

`standby: absent` takes it away: after a failover there is nothing to promote, and its data comes back from the
copied backups only, as old as those are.

Remove `standby: absent`, or accept it under `suppress:` with the reason and the recovery point that is promised
instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen import sides
from drgen.findings import Finding, Severity
from drgen.spec import Spec
from drgen.stacks import Stack

severity = Severity.HIGH


STORES = ("aurora", "elasticache", "rabbitmq", "rds")


def check(spec: Spec, stacks: list[Stack]) -> Iterator[Finding]:
    for pair in sides.pairs(spec, stacks, *STORES):
        if loses(spec, pair):
            message = (
                f"{pair.name} ({pair.component.module}) is in {spec.regions.primary.name} only:"
                f" {spec.regions.standby.name} has nothing to promote"
            )
            yield Finding(("components", pair.name, "standby"), message)


def loses(spec: Spec, pair: sides.Pair) -> bool:
    """Whether an instance is a durable store that the strategy would have in the standby, and the spec takes away."""
    is_store = pair.component.module in STORES and pair.component.presence == "absent"
    return is_store and _is_durable(pair.primary) and spec.strategy != "backup_restore"


def _is_durable(settings: sides.Settings) -> bool:
    queues = settings.get("queues", {})
    return bool(settings.get("durable", True)) and (not queues or any(queue["durable"] for queue in queues.values()))
