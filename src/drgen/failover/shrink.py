"""What a failover started and nobody needs any more: forgotten in the files, so that Terraform plans it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgen.errors import DrgenError
from drgen.failover import observed

if TYPE_CHECKING:
    from drgen.project import Project

_ROOT = "standby"
_MAY_GO = "aws_rds_cluster_instance"


def forget(project: Project, name: str) -> list[str]:
    """Drop all that was observed in the standby; the addresses that Terraform will destroy."""
    folder = project.environment(name) / _ROOT
    found = observed.read(folder)
    dropped = []
    for variable, members in sorted(found.items()):
        instance = variable.removesuffix("_observed_instances")
        dropped += [f'module.{instance}.{_MAY_GO}.this["{key}"]' for key in sorted(members)]
        observed.forget(folder, instance)
    observed.write_imports(folder, [])
    return dropped


def destroys(project: Project, name: str) -> list[str]:
    """What the standby's plan would change, by address. Raises DrgenError when it would destroy more than instances."""
    from drgen.programs import terraform

    folder = project.environment(name) / _ROOT
    out = folder / ".terraform" / "shrink.tfplan"
    terraform.init(folder, aws=True)
    terraform.plan(folder, out, aws=True)
    changes = terraform.show(folder, out).get("resource_changes", [])
    out.unlink()
    gone = [one for one in changes if "delete" in one["change"]["actions"]]
    if odd := [one["address"] for one in gone if one["type"] != _MAY_GO]:
        hint = "do not apply it: look at the plan first"
        raise DrgenError(f"the plan of {_ROOT} would destroy more: {', '.join(odd)}", hint=hint)
    told = [(one["address"], one["change"]["actions"]) for one in changes]
    return [f"{address} ({', '.join(actions)})" for address, actions in told if actions not in (["no-op"], ["read"])]
