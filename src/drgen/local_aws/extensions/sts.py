"""STS: who we are.

Copied: an assumed role is told as `arn:aws:sts::<account>:assumed-role/<role>/<session>` (STS API,
GetCallerIdentity). The local AWS takes any credential; its user is the first role that may write the state.
Not copied: whether that role may do what it does.
"""

from __future__ import annotations

from typing import Any

from drgen.local_aws.extensions import Call


def get_caller_identity(call: Call) -> dict[str, Any]:
    given = call.aws.given
    if not given.role:
        return call.forward()
    arn = f"arn:aws:sts::{given.account}:assumed-role/{given.role}/rehearsal"
    return {"Account": given.account, "UserId": "AROAREHEARSAL:rehearsal", "Arn": arn}
