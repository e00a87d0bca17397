"""What carries out the failover runs in the region that it rescues.

When that region is dark, so is the function, the state machine or the rule that should move everything away from it.
https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html

Deploy it to the standby's region, and let it call that region's APIs only.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about, is_primary, is_standby, is_unseen
from drgen.checks.regions._words import is_failover_automation
from drgen.findings import Finding, Severity
from drgen.inventory import Regions, Resource

severity = Severity.BLOCKER


_CARRIES_OUT = ("aws_lambda_function", "aws_sfn_state_machine", "aws_ssm_document")
_STARTS = ("aws_cloudwatch_event_rule",)


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "failover|lambda|automation"):
        return
    there = [one for one in _automation(regions, *_CARRIES_OUT, *_STARTS) if is_standby(regions, one)]
    carried_out, started = (any(one.type in kinds for one in there) for kinds in (_CARRIES_OUT, _STARTS))
    for one in regions.only_primary:
        if one not in _automation(regions, *_CARRIES_OUT, *_STARTS) or not is_primary(regions, one):
            continue
        if not there:
            yield about(one, "provider", f"runs in {one.region}, and {regions.standby_region} has none")
        elif one.type in _STARTS and carried_out and not started:
            message = f"starts the failover from {one.region}; nothing of {regions.standby_region} does"
            yield about(one, "provider", message, Severity.HIGH)


def _automation(regions: Regions, *types: str) -> list[Resource]:
    return [one for one in regions.everything.of(*types) if is_failover_automation(one)]
