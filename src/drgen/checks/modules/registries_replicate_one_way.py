"""Images are replicated in one direction only, or repositories differ between the regions.

After a failover the pipeline pushes to the standby's registry, and the primary is behind when it comes home.
Replication never copies a repository's settings: mutability, scanning and lifecycle are each region's own.

Make repository, creation template and replication configuration for both sides, with the same settings.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.HIGH


KINDS = ("aws_ecr_replication_configuration", "aws_ecr_repository", "aws_ecr_repository_creation_template")
SAME = ("force_delete", "image_tag_mutability")


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        for kind in KINDS:
            found = {block.labels[1]: block for block in module.resources(kind)}
            if len(found) == 1:
                [(side, block)] = found.items()
                yield Finding(
                    (), f"{module.name}: there is {kind}.{side}, and none for the other side", mark=block.mark
                )
            for name in SAME if len(found) > 1 else ():
                values = {side: block.arguments.get(name) for side, block in found.items()}
                if len(set(values.values())) > 1:
                    [block, *_] = found.values()
                    message = f"{module.name}: {name} of {kind} is {values}"
                    yield Finding((), message, mark=block.place(name))
