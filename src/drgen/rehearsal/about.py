"""What a report says of the rehearsed: versions, digests, and what was promised and estimated."""

from __future__ import annotations

import platform as machine
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from drgen.programs import terraform
from drgen.rehearsal import scratch

if TYPE_CHECKING:
    from drgen.project import Project
    from drgen.spec import Spec

_PACKAGES = ("drgen", "ministack", "moto", "boto3")


def facts(project: Project, name: str, spec: Spec) -> dict[str, Any]:
    """Everything a reader needs to judge, and to repeat, a rehearsal."""
    return {
        "versions": {package: version(package) for package in _PACKAGES}
        | {"terraform": terraform.version()[0], "python": machine.python_version()},
        "digests": scratch.digests(project, name),
        "regions": {"primary": spec.regions.primary.name, "standby": spec.regions.standby.name},
        "strategy": str(spec.strategy),
        "promised": {"rto_seconds": spec.objectives.rto, "rpo_seconds": spec.objectives.rpo},
    }
