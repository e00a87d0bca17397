"""What a report says of the rehearsed: versions, digests, and what was promised and estimated."""

from __future__ import annotations

import platform as machine
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from drgen.objectives import model
from drgen.objectives.words import span
from drgen.programs import git, terraform
from drgen.rehearsal import scratch

if TYPE_CHECKING:
    from drgen.project import Project
    from drgen.spec import Spec
    from drgen.stacks import Stack

_PACKAGES = ("drgen", "ministack", "moto", "boto3")


def facts(source: Project, project: Project, name: str, spec: Spec, stacks: list[Stack]) -> dict[str, Any]:
    """Everything a reader needs to judge, and to repeat, a rehearsal; `project` is the copy that is played with."""
    return {
        "versions": {package: version(package) for package in _PACKAGES}
        | {"terraform": terraform.version()[0], "python": machine.python_version()},
        "digests": scratch.digests(project, name),
        "regions": {"primary": spec.regions.primary.name, "standby": spec.regions.standby.name},
        "strategy": str(spec.strategy),
        "commit": git.revision(source.environment(name)) or "not in git",
        "promised": _estimates(spec, stacks),
    }


def _estimates(spec: Spec, stacks: list[Stack]) -> dict[str, str]:
    """Each RTO and RPO with the model's p95 beside it: a rehearsal measures neither."""
    found = model(spec, stacks)
    kinds = {"RTO": found.rto, "RPO": found.rpo}
    return {
        f"{kind} of {one.scope}": f"promised {span(one.declared)}, estimated {span(one.p95)} (p95)"
        for kind, promises in kinds.items()
        for one in promises
    }
