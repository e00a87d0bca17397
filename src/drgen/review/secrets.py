"""Every secret that some plans hold, so that it is hidden wherever else it turns up."""

from __future__ import annotations

from collections.abc import Iterable

from drgen import redaction
from drgen.inventory.changes import Action, Plan

_QUIET = (Action.NO_OP, Action.READ)
_WORDS = frozenset(
    {"default", "postgres", "rabbitmq", "primary", "standby", "enabled", "disabled", "String", "SecureString"}
)


def known(plans: Iterable[Plan]) -> frozenset[str]:
    """The texts that are marked as secret, or stand under a name for one, in what changes or has drifted."""
    found: set[str] = set()
    for plan in plans:
        acting = (change for change in plan.changes if change.action not in _QUIET)
        for change in (*acting, *plan.drift):
            for values in (change.before, change.after):
                found.update(redaction.secrets(values, type_=change.type))
    return frozenset(found - _WORDS)
