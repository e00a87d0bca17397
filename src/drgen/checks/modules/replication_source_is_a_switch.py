"""A cluster's replication source is set by Terraform.

`replication_source_identifier` belongs to AWS: set at birth, it makes the cluster a replica outside the global
database; changed later, it fails (`promoting to standalone is not supported`) or breaks the database
(https://github.com/hashicorp/terraform-provider-aws/issues/42919). `replicate_source_db` that follows `active`
promotes a replica in place.

Remove the argument from the cluster; let `role`, which never changes, decide an RDS instance's source.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, "aws_rds_cluster", "aws_db_instance"):
        name = "replication_source_identifier" if block.labels[0] == "aws_rds_cluster" else "replicate_source_db"
        value = block.arguments.get(name, "")
        follows = "active" in value or "waiting" in value
        if follows if name == "replicate_source_db" else value:
            yield Finding((), f"{module.name}: {name} of {block} is {value}", mark=block.place(name))
