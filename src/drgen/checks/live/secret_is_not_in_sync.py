"""A secret's replica in the other region is missing, has no value, or holds an old one.

After a failover its readers log in with a password that the database no longer takes. A replication that failed says so
only when it is asked.
https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html

Look at the replication status of the secret; `aws secretsmanager replicate-secret-to-regions` starts it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from drgen.findings import Finding, Severity

if TYPE_CHECKING:
    from drgen.failover.live import BySide
    from drgen.failover.live.secrets import Secret
    from drgen.failover.parts import Part
    from drgen.spec import Spec

severity = Severity.BLOCKER


def check(spec: Spec, parts: list[Part], secrets: BySide[Secret]) -> Iterator[Finding]:
    names = sorted({name for part in parts if part.module == "secrets" for name in part.at("primary")["names"]})
    for name in names:
        for side, said in secrets.items():
            if why := _lacks(said.get(name), side, spec.regions.standby.name):
                yield Finding(("components", "secrets", "names", name), f"secret {name} {why}")


def _lacks(secret: Secret | None, side: str, standby: str) -> str:
    if secret is None:
        return f"is not there in the {side}"
    if not secret.has_value:
        return f"has no value in the {side}"
    status = secret.replicas.get(standby, "") if side == "primary" else "InSync"
    return "" if status == "InSync" else f"is {status or 'not replicated'} in {standby}, not InSync"
