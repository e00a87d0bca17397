"""Backups are taken, and no plan tries to restore them.

A backup that was never restored is a hope.
https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html

Add an `aws_backup_restore_testing_plan` in the standby's region.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.findings import Finding, Severity
from drgen.inventory import Regions

severity = Severity.NOTE


def check(regions: Regions) -> Iterator[Finding]:
    plans = list(regions.everything.of("aws_backup_plan"))
    if plans and not any(regions.everything.of("aws_backup_restore_testing_plan")):
        yield about(plans[0], "name", "no restore testing plan")
