"""The real outside."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from drgen import aws, platform
from drgen.failover import caches, kubernetes, names
from drgen.failover.clock import Wall
from drgen.failover.run import World
from drgen.messages.management import Management
from drgen.terms import SIDES

if TYPE_CHECKING:
    from drgen.spec import Spec

_BROKER_TIMEOUT = 8.0  # seconds


def real(roles: Mapping[str, str] | None = None, patience: aws.Patience = aws.PATIENT) -> World:
    """All of it as it is, and the machine's clock; in the regions of `roles` as these."""
    session = aws.sessions(roles or {})

    def ask(cluster: Mapping[str, str], method: str, path: str, body: Any) -> dict[str, Any]:
        token = aws.kubernetes_token(cluster["name"], cluster["region"], session(cluster["region"]))
        return kubernetes.request(token, cluster, method, path, body)

    manage = partial(Management, timeout=_BROKER_TIMEOUT)
    filled = caches.Real(session)
    return World(aws.caller(session, patience), ask, names.addresses, Wall(), manage, os.environ, filled)


def terraform_roles(spec: Spec) -> dict[str, str]:
    """The role that Terraform assumes in both regions, where the spec names one."""
    return {getattr(spec.regions, side).name: spec.assume_role for side in SIDES} if spec.assume_role else {}


def failover_roles(spec: Spec) -> dict[str, str]:
    """The role that may act in each region, as modules/foundation/iam names them: after the region rescued into."""
    prefix = f"arn:{platform.partition(spec)}:iam::{spec.account}:role/{spec.name}-failover-"
    return {getattr(spec.regions, side).name: f"{prefix}{side}" for side in SIDES}
