"""A plan ends the copies of backups in the other region.

Replication answers the loss of a region; it copies deletion and corruption as faithfully as anything else. Only a
backup in the other region answers both at once.

Put the `copy_action`, the selection or the plan back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from drgen.effects import blocks, finding, forced, name, removed, shown, text, updated, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Plan

severity = Severity.HIGH


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, "aws_backup_plan", "aws_backup_selection", "aws_backup_vault_policy"):
        if change.type != "aws_backup_vault_policy":
            what = "backup plan" if change.type == "aws_backup_plan" else "selection of what is backed up,"
            means = "What it covered gets no more backups and no more copies; the last ones expire one by one."
            yield finding(change, f"{verb(change)} the {what} {name(change)}{where(change)}", means, forced(change))
    for change in updated(plans, "aws_backup_plan"):
        before, after = _copies(change.before), _copies(change.after)
        for rule, vault in sorted(before - after):
            if rule in {known for known, _ in after}:
                continue
            place = shown(vault, "vault_arn") if vault else "another vault"
            does = f"stops the copies of {shown(rule)} in {place}"
            means = "A region that is lost, or an account that is wiped, takes every backup with it."
            yield finding(change, does, means, "rule")


def _copies(values: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {
        (text(rule, "rule_name"), text(copy, "destination_vault_arn"))
        for rule in blocks(values, "rule")
        for copy in blocks(rule, "copy_action")
    }
