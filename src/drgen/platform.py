"""The values that the platform itself gives to a root's modules, by name (see docs/modules.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drgen import rules
from drgen.terms import SIDES, Side

if TYPE_CHECKING:
    from drgen.spec import Spec


def values(spec: Spec, root: str) -> dict[str, Any]:
    """What any module of `root` may take, beside what is the instance's `own`.

    A regional root has a place of its own: `region`, `peer_region`. A root of
    both regions has none and takes each side by name: `primary_region`.
    """
    roles = f"arn:{partition(spec)}:iam::{spec.account}:role/"
    common = {
        "account_id": spec.account,
        "active": spec.active,
        "hosts": list(spec.hosts),
        "partition": partition(spec),
        "platform": spec.name,
        "role_arn_prefix": f"{roles}{spec.name}-",
        "strategy": str(spec.strategy),
        "tags": dict(spec.tags),
        "traffic": str(spec.traffic),
    }
    return common | _zone(spec) | (_regional(spec, root) if root in SIDES else _both(spec, roles))


def own(spec: Spec, instance: str) -> dict[str, Any]:
    """What the platform gives to one instance, in every root."""
    return {"name": f"{spec.name}-{instance.replace('_', '-')}", "objectives": _objectives(spec, instance)}


def partition(spec: Spec) -> str:
    """The partition of the regions, for ARNs: `aws`, `aws-cn`, `aws-us-gov` …"""
    return rules.partition(spec.regions.primary.name)


def state_bucket(spec: Spec, side: str) -> str:
    """The bucket that keeps the states of one side."""
    return f"{spec.state.bucket}-{getattr(spec.regions, side).name}"


def state_key(spec: Spec) -> str:
    """The alias of the key that encrypts the states, in each region: without it S3 would fall back to its own key."""
    return f"alias/{spec.name}-state"


def _objectives(spec: Spec, instance: str) -> dict[str, Any]:
    component = spec.components.get(instance)
    own = component.objectives if component else None
    rto = own.rto if own and own.rto is not None else spec.objectives.rto
    rpo = own.rpo if own and own.rpo is not None else spec.objectives.rpo
    return {"rto_seconds": rto, "rpo_seconds": rpo, "decision": str(spec.objectives.decision)}


def _zone(spec: Spec) -> dict[str, Any]:
    return {"zone_id": spec.zone.id, "zone_name": spec.zone.name} if spec.zone else {}


def _regional(spec: Spec, role: str) -> dict[str, Any]:
    peer = SIDES[1 - SIDES.index(role)]
    own = {"role": role} | _place(spec, role)
    return own | {f"peer_{key}": value for key, value in _place(spec, peer).items()}


def _both(spec: Spec, roles: str) -> dict[str, Any]:
    places = {f"{side}_{key}": value for side in SIDES for key, value in _place(spec, side).items()}
    return places | {
        "state_readers": [_role(roles, role) for role in spec.state.plan_roles],
        "state_writers": _state_writers(spec, roles),
    }


def _state_writers(spec: Spec, roles: str) -> list[str]:
    """Who may write state. A failover holds the states' locks, so its roles may, too, once anybody is named."""
    named = [_role(roles, role) for role in spec.state.apply_roles]
    return [*named, f"{roles}{spec.name}-failover-*"] if named else []


def _role(roles: str, role: str) -> str:
    """A role of the spec, by name or by ARN, as an ARN."""
    return role if role.startswith("arn:") else f"{roles}{role}"


def _place(spec: Spec, side: Side | str) -> dict[str, Any]:
    region = getattr(spec.regions, side)
    return {
        "cidr": str(region.cidr),
        "region": region.name,
        "state_bucket": state_bucket(spec, side),
        "zones": list(region.zones),
    }
