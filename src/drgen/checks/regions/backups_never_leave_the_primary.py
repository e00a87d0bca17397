"""A backup plan of the primary copies nothing to another region.

Replication carries a corruption or a deletion to the standby within seconds; only a backup answers that, and it must
not be in the region that is dark.
https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html

Add a `copy_action` to the rule, with a vault of the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drgen.checks.regions._links import Links, about, is_primary
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource
from drgen.resources import blocks, region_of, text

severity = Severity.HIGH


def check(regions: Regions) -> Iterator[Finding]:
    links = Links(regions)
    for plan in regions.everything.of("aws_backup_plan"):
        rules = list(blocks(plan, "rule"))
        if not rules or not is_primary(regions, plan):
            continue
        copied = [_copied(links, plan, path, rule) for path, rule in rules]
        if not any(copied):
            yield about(plan, "rule.0.copy_action", f"{len(rules)} rules, and none copies to another region")


def _copied(links: Links, plan: Resource, path: str, rule: dict[str, Any]) -> bool:
    """Whether a rule copies to another region, or may."""
    actions = rule.get("copy_action")
    if not isinstance(actions, list):
        return actions is not None
    for index in range(len(actions)):
        vault = f"{path}.copy_action.{index}.destination_vault_arn"
        there = region_of(text(plan, vault))
        regions = {there} if there else {one.region for one in links.of(plan, vault, "aws_backup_vault")}
        if any(region != plan.region for region in regions) or not regions - {""}:
            return True
    return False
