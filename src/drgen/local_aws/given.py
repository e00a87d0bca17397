"""What is there before drgen makes anything: an account, somebody who may apply, and a hosted zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drgen.spec import Spec


@dataclass(frozen=True)
class Given:
    """What a local AWS holds at its start."""

    account: str
    role: str = ""  # the role that the user has assumed; "" for the account's root
    zone_id: str = ""
    zone_name: str = ""


def of(spec: Spec) -> Given:
    """What a platform presumes: its account, the first role that may write its state, its zone."""
    roles = [role.rsplit("/", 1)[-1].replace("*", "x") for role in spec.state.apply_roles]
    zone = spec.zone
    return Given(spec.account, roles[0] if roles else "", zone.id if zone else "", zone.name if zone else "")
