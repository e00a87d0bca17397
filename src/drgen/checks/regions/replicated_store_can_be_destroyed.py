"""A plan may destroy a store that replicates between the regions.

A wrong `count`, a renamed module or a forced replacement is one line among hundreds of a plan; `prevent_destroy` makes
Terraform refuse it. Where AWS refuses it too, by `deletion_protection`, it is less bad.
https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle

Add `lifecycle { prevent_destroy = true }`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._caches import datastores, joined
from drgen.checks.regions._databases import globals_of, replicas
from drgen.checks.regions._links import Links, about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    guarded = [each for one in replicas(links) for each in (one.source, one.replica)]
    guarded += [each for one in globals_of(links) for each in (one.this, *one.members)]
    bare = [each for this, primary in datastores(links) for each in (this, primary, *joined(links, this))]
    bare += list(regions.everything.of("aws_dynamodb_global_table"))
    tables = [one for one in regions.everything.of("aws_dynamodb_table") if not is_absent(one, "replica")]
    milder = {id(one): one for one in [*guarded, *tables]}
    for one in {id(each): each for each in [*guarded, *tables, *bare]}.values():
        if one.lifecycle and not one.lifecycle.prevent_destroy:
            yield about(one, "lifecycle", "prevent_destroy is not set", Severity.MEDIUM if id(one) in milder else None)
