"""State is locked by a DynamoDB table.

The lock's digest lies in a table that is not replicated with the state, or arrives before or after it: in the other
region Terraform refuses the state ("checksum … does not match") or takes a lock that nobody holds.
https://developer.hashicorp.com/terraform/language/backend/s3

Lock by a file beside the state, `use_lockfile = true`, which the backends that drgen renders do; remove the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.HIGH


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in modules.values():
        for block in module.blocks:
            if '"LockID"' in block.body:
                yield Finding((), f"{module.name}: hash_key of {block} is LockID, of a lock for state", mark=block.mark)
            elif block.kind == "terraform" and "dynamodb_table" in block.body:
                yield Finding((), f"{module.name}: a backend names dynamodb_table", mark=block.mark)
