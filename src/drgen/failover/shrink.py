"""What a failover added and nobody needs any more: forgotten in the files, so that Terraform plans it away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from drgen.errors import DrgenError
from drgen.failover import observed
from drgen.failover.observed import KINDS
from drgen.inventory.changes import Action, Change

if TYPE_CHECKING:
    from drgen.failover.observed import Found
    from drgen.project import Project

_ROOT = "standby"
_WATCHES = "aws_cloudwatch_metric_alarm"  # of modules/regional/alarms, by instance
_NODES = {"scaling_config.0.min_size"}  # what of a node group follows the spec


def forget(project: Project, name: str) -> list[Found]:
    """Drop all that was observed in the standby; gives what Terraform will take back."""
    return observed.forget(project.environment(name) / _ROOT)


def plan(project: Project, name: str) -> list[Change]:
    """What the standby's plan would change. Raises DrgenError where that is more than to take back what was added."""
    from drgen.inventory.sources import read_plan
    from drgen.programs import terraform

    folder = project.environment(name) / _ROOT
    out = folder / ".terraform" / "shrink.tfplan"
    terraform.init(folder, aws=True)
    terraform.plan(folder, out, aws=True)
    shown = out.with_suffix(".json")
    terraform.show_into(folder, out, shown)
    changes = [one for one in read_plan(shown).changes if one.action not in (Action.NO_OP, Action.READ)]
    out.unlink()
    shown.unlink()
    refuse_more(changes)
    return changes


def refuse_more(changes: Iterable[Change]) -> None:
    """Raise DrgenError unless the changes take back what a failover can have added, and nothing else."""
    told = list(changes)
    gone = [one for one in told if any(kind.is_new and kind.resource == one.type for kind in KINDS)]
    watched = {one.address.split(".")[1] for one in gone}
    if odd := [one for one in told if not _takes_back(one) and not _watches(one, watched)]:
        named = ", ".join(f"{one.address} ({one.action})" for one in odd)
        hint = "do not apply it: look at the plan first"
        raise DrgenError(f"the plan of {_ROOT} would change more than was added: {named}", hint=hint)


def _takes_back(change: Change) -> bool:
    kind = next((kind for kind in KINDS if kind.resource == change.type), None)
    if kind is None:
        return False
    return change.action is Action.DELETE if kind.is_new else _lowers(change)


def _lowers(change: Change) -> bool:
    return change.action is Action.UPDATE and set(change.changed()) <= _NODES


def _watches(change: Change, instances: set[str]) -> bool:
    """Whether an alarm goes with the last instance that it watched."""
    keys = {f'["{instance}"]' for instance in instances}
    return change.type == _WATCHES and change.action is Action.DELETE and any(map(change.address.endswith, keys))
