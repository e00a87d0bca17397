"""What acts in an emergency is made in one region only.

A function, a state machine, a rule, a schedule or a topic that lies in the region that is dark rescues nobody. Each
region needs its own: the automation lives in the region that it rescues into.

In a regional module let it exist whatever `role` is; in a module of both regions make one with `aws.primary` and one
with `aws.standby`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.moduletext import ModuleText, resources

severity = Severity.BLOCKER


_ACTS = (
    "aws_cloudwatch_event_rule",
    "aws_lambda_function",
    "aws_scheduler_schedule",
    "aws_sfn_state_machine",
    "aws_sns_topic",
    "aws_ssm_document",
)


def check(modules: dict[str, ModuleText]) -> Iterator[Finding]:
    for module, block in resources(modules, *_ACTS):
        exists = block.arguments.get("count", "") + block.arguments.get("for_each", "")
        if module.scope == "regional" and ("role" in exists or "is_primary" in exists):
            message = f"{module.name}: {block} exists in one region only: {exists}"
            yield Finding((), message, mark=block.mark)
        if module.scope != "regional" and not _is_twice(module, block.labels[0]):
            message = (
                f"{module.name}: {block} has no twin: its provider is {block.arguments.get('provider', 'unnamed')}"
            )
            yield Finding((), message, mark=block.mark)


def _is_twice(module: ModuleText, kind: str) -> bool:
    providers = [block.arguments.get("provider") for block in module.resources(kind)]
    return providers.count("aws.primary") == providers.count("aws.standby")
