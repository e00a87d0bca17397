"""A global database takes its settings from a cluster, and says them itself.

`database_name` beside `source_db_cluster_identifier`, or on the global cluster at all, differs from what AWS
reads back: the next plan makes the global database anew
(https://github.com/hashicorp/terraform-provider-aws/issues/39368).

Make the empty global database first, and name the database on the primary's cluster only.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.HIGH


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_rds_global_cluster"):
        for name in ("database_name", "source_db_cluster_identifier"):
            if name in block.arguments:
                message = f"{module.name}: {name} of {block} is {block.arguments[name]}, not left out"
                yield Finding((), message, mark=block.place(name))
