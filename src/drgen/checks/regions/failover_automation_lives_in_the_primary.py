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
from drgen.inventory import Regions

severity = Severity.BLOCKER


_AUTOMATION = ("aws_lambda_function", "aws_sfn_state_machine", "aws_cloudwatch_event_rule", "aws_ssm_document")


def check(regions: Regions) -> Iterator[Finding]:
    if is_unseen(regions, "failover|lambda|automation"):
        return
    there = [one for one in regions.everything.of(*_AUTOMATION) if is_standby(regions, one)]
    if any(is_failover_automation(one) for one in there):
        return
    for one in regions.only_primary:
        is_automation = one.type in _AUTOMATION and one.mode == "managed" and is_failover_automation(one)
        if is_automation and is_primary(regions, one):
            yield about(
                one, "provider", f"runs in {one.region}, and {regions.standby_region or 'the standby'} has none"
            )
