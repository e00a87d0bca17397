"""Any role of the account may read or write the state.

State holds secrets, a broker's password among them, and whoever writes it decides what Terraform destroys. A
lone `*` names every role.

Name the roles of the pipeline: `plan_roles: [shop-prod-plan]`, `apply_roles: [shop-prod-apply]`.
"""

from __future__ import annotations

from collections.abc import Iterator

from drgen.findings import Finding, Severity
from drgen.spec import Spec

severity = Severity.HIGH


def check(spec: Spec) -> Iterator[Finding]:
    for key in ("plan_roles", "apply_roles"):
        for index, role in enumerate(getattr(spec.state, key)):
            if not role.rpartition("/")[2].strip("*?"):
                yield Finding(("state", key, index), f"{role} is every role, not that of a pipeline")
    if not spec.state.apply_roles:
        message = "apply_roles is empty: IAM alone decides who reads and writes the state"
        yield Finding(("state",), message, instead=Severity.NOTE)
