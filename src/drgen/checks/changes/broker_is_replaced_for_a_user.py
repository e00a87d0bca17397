"""A plan replaces a broker because a user of it changed.

For a RabbitMQ broker of Amazon MQ, Terraform knows one user, and every change of it, the password too, replaces the
broker: its queues and their messages are gone, its endpoint is another, and links from the other region lead nowhere.

Change users through RabbitMQ's own API, and put `user` into `ignore_changes`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.effects import finding, name, removed, where
from drgen.findings import Finding, Severity
from drgen.inventory.changes import Action, Plan

severity = Severity.BLOCKER


def check(plans: list[Plan]) -> Iterator[Finding]:
    for change in removed(plans, "aws_mq_broker"):
        forced = [path for path in change.forced_by if path.split(".")[0] == "user"]
        if change.action is Action.REPLACE and forced:
            does = f"replaces the broker {name(change)}{where(change)} because its user changed"
            means = (
                "All messages that wait in it are gone, and both regions' links lead to an endpoint that is no more."
            )
            yield finding(change, does, means, forced[0])
