"""A failover is carried out by a provisioner.

It runs during an apply, once, on the machine of whoever applies, and Terraform does not know what it changed. On the
day it needs a state, a plan and both regions.
https://developer.hashicorp.com/terraform/language/provisioners

Make it a runbook or an automation in the standby's region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drgen.checks.regions._links import about
from drgen.checks.regions._words import is_failover_automation
from drgen.findings import Finding, Severity
from drgen.inventory import Regions
from drgen.resources import is_absent

severity = Severity.MEDIUM


_COMMAND = re.compile(
    r"failover-(global|db)-|promote-read-replica|switchover-|remove-from-global-cluster"
    r"|change-resource-record-sets|failover-global-replication-group"
)


def check(regions: Regions) -> Iterator[Finding]:
    for one in regions.everything.of("null_resource", "terraform_data"):
        written = f"{one.get('provisioner', '')} {one.get('triggers', '')}"
        if found := _COMMAND.search(written):
            yield about(one, "provisioner", f"calls {found[0].rstrip('-')}")
        elif is_failover_automation(one) and not is_absent(one, "provisioner"):
            yield about(one, "provisioner", f"{one.name} is a provisioner")
