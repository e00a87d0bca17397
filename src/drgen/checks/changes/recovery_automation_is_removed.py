"""A plan removes, or turns off, what carries out a failover or proves that one would work.

An automation that is missed on the day of a failover is replaced by people who have never done it by hand.

Keep it, or put the new one into service, and drill with it, before the old one goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.effects import finding, forced, name, removed, shown, turns, updated, verb, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Change, Plan

severity = Severity.HIGH

_ALWAYS = {
    "aws_arcregionswitch_plan": "Region switch plan",
    "aws_route53recoveryreadiness_readiness_check": "readiness check",
    "aws_route53recoveryreadiness_recovery_group": "recovery group",
    "aws_backup_restore_testing_plan": "restore testing plan",
    "aws_backup_restore_testing_selection": "restore testing selection",
    "aws_fis_experiment_template": "experiment",
}
_BY_NAME = {
    "aws_lambda_function": "function",
    "aws_sfn_state_machine": "state machine",
    "aws_ssm_document": "automation document",
    "aws_cloudwatch_event_rule": "event rule",
    "aws_scheduler_schedule": "schedule",
    "aws_iam_role": "role",
}
_RECOVERS = re.compile(
    r"fail-?_?(?:over|back)|switch-?_?over|disaster|promot|(?:^|[-_/])(?:dr|drgen|recovery|latch)(?:[-_/]|$)"
)


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, *_ALWAYS, *_BY_NAME):
        if change.type in _ALWAYS or _recovers(change):
            does = f"{verb(change)} the {(_ALWAYS | _BY_NAME)[change.type]} {name(change)}{where(change)}"
            yield finding(
                change, does, "What it does in a failover, or proves before one, is left to people.", forced(change)
            )
    for change in updated(plans, "aws_cloudwatch_event_rule", "aws_scheduler_schedule"):
        for found in turns(change, "state", "is_enabled"):
            if _recovers(change) and found.after in ("DISABLED", False):
                does = f"turns off the {_BY_NAME[change.type]} {name(change)}{where(change)}"
                means = f"It goes from {shown(found.before)} to {shown(found.after)}: nothing starts what it started."
                yield finding(change, does, means, found.attribute)


def _recovers(change: Change) -> bool:
    return bool(_RECOVERS.search(name(change).lower() + " " + change.name.lower()))
