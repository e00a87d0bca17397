"""A bucket of one region has no versioning, or no replication to the other.

Without versions nothing replicates, and a deletion is final. A bucket that replicates in one direction only is
empty on the other side after the failover.

Add `aws_s3_bucket_versioning` and `aws_s3_bucket_replication_configuration` for both sides; buckets for logs
need neither.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText

severity = Severity.HIGH


WANTED = ("aws_s3_bucket_versioning", "aws_s3_bucket_replication_configuration")


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module in (one for one in modules.values() if one.scope != "regional"):
        made = {kind: {block.labels[1] for block in module.resources(kind)} for kind in WANTED}
        for bucket in module.resources("aws_s3_bucket"):
            for kind in WANTED if "log" not in bucket.labels[1] else ():
                if bucket.labels[1] not in made[kind]:
                    yield Finding((), f"{module.name}: {bucket} has no {kind}", mark=bucket.mark)
        for versioning in module.resources("aws_s3_bucket_versioning"):
            said = [one.arguments.get("status") for one in versioning.blocks("versioning_configuration")]
            if said != ['"Enabled"']:
                yield Finding((), f"{module.name}: status of {versioning} is {said}, not Enabled", mark=versioning.mark)
