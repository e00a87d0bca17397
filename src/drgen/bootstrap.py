"""The state buckets' own birth: their state has no home until they exist.

The bootstrap root is applied from a scratch copy with local state, which then moves into the bucket that it made.
Which step comes next is judged by what is there, so a run that broke off is simply run again:

| state in the bucket | local state | then |
|---|---|---|
| no | any | apply with local state, move it into the bucket |
| yes | none | apply with the state in the bucket |
| yes | some | the move had ended, the clean-up had not: drop the local one, apply |
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from drgen import aws, files, offline, platform, render
from drgen.errors import DrgenError
from drgen.project import Project, shipped

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack

LOCAL = "local_override.tf"
LOCAL_BACKEND = 'terraform {\n  backend "local" {}\n}\n'
_KEY = "bootstrap/terraform.tfstate"


def run(
    project: Project, name: str, spec: Spec, stacks: list[Stack], *, approve: bool, say: Callable[[str], None]
) -> None:
    """Apply the bootstrap root of one environment; its state ends in the standby's bucket.

    Raises DrgenError where the credentials are of another account, and with Terraform's own words.
    """
    from drgen.programs import terraform

    region = spec.regions.standby.name
    aws.refuse_other_account(spec, region)
    _refuse_lockout(spec, region)
    folder = scratch(project, name, spec, stacks)
    if _has_state(platform.state_bucket(spec, "standby"), region):
        _forget_local(folder)
    else:
        say("no state in the bucket yet: applying with local state")
        files.replace(folder / LOCAL, LOCAL_BACKEND)
        terraform.init(folder, aws=True)
        terraform.apply(folder, approve=approve)
        (folder / LOCAL).unlink()
        terraform.migrate(folder)
        say(f"moved the state into {platform.state_bucket(spec, 'standby')}")
        _forget_local(folder)
        return
    terraform.init(folder, aws=True)
    terraform.apply(folder, approve=approve)


def _refuse_lockout(spec: Spec, region: str) -> None:
    """The buckets' policy closes them to all but `state.apply_roles`: make none that we could not write."""
    arn = aws.call("asking who we are", aws.client("sts", region).get_caller_identity)["Arn"]
    ours = arn.split("/")[1] if ":assumed-role/" in arn else arn
    writers = [role.rsplit("/", 1)[-1] if ":assumed-role/" in arn else role for role in spec.state.apply_roles]
    if writers and not any(fnmatchcase(ours, writer) for writer in writers):
        raise DrgenError(
            f"you are {arn}, and state.apply_roles names {', '.join(spec.state.apply_roles)}",
            hint="the bucket would close itself to you halfway: assume one of these roles, or name yours",
        )


def scratch(project: Project, name: str, spec: Spec, stacks: list[Stack]) -> Path:
    """A copy of the bootstrap root and its modules under build/, where a local state may lie for a while."""
    base = project.build / "bootstrap" / name
    folder = base / "environments" / name / "bootstrap"
    [stack] = [stack for stack in stacks if stack.name == "bootstrap"]
    offline.copy_modules(project.modules, base / "modules", {call.module.name for call in stack.calls})
    for old in folder.glob("*.tf"):
        old.unlink()
    for path, text in render.render(spec, [stack], shipped("templates")).items():
        offline.write(folder.parent / path, text)
    shutil.rmtree(folder / ".terraform", ignore_errors=True)
    return folder


def _forget_local(folder: Path) -> None:
    """Delete the local state, and the copy that Terraform leaves beside it: the bucket has it now."""
    for left in folder.glob("terraform.tfstate*"):
        left.unlink()


def _has_state(bucket: str, region: str) -> bool:
    found = aws.call(
        f"looking for s3://{bucket}/{_KEY}",
        lambda: _listed(aws.client("s3", region), bucket),
    )
    return bool(found)


def _listed(client: object, bucket: str) -> bool:
    try:
        answer = client.list_objects_v2(Bucket=bucket, Prefix=_KEY, MaxKeys=1)  # type: ignore[attr-defined]
    except client.exceptions.NoSuchBucket:  # type: ignore[attr-defined]
        return False
    return any(found["Key"] == _KEY for found in answer.get("Contents", []))
