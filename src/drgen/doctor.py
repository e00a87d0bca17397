"""Is everything here that drgen needs?  Each answer comes with the command that mends it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drgen import offline, scan
from drgen.errors import DrgenError
from drgen.programs import checkov, checkov_environment, terraform
from drgen.project import Project, shipped

_OLDEST = (1, 11)  # write-only arguments
_ROOT = 'terraform {\n  required_providers {\n    aws = {\n      source  = "hashicorp/aws"\n      version = ">= 5.100, < 7.0"\n    }\n  }\n}\n'  # noqa: E501
_CREDENTIALS = (
    "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
)  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """One thing that was looked for."""

    name: str
    fine: bool
    needed: bool  # without it some command fails
    words: str
    fix: str = ""


def examine(here: Project) -> Iterator[Answer]:
    """Look at everything, one after another."""
    yield from of_terraform()
    yield _asked("checkov", _checkov, "drgen setup checkov")
    yield _asked("policies", lambda: _policies(here), _cure_of_policies())
    yield _asked("git", _git, "install git")
    yield _asked("credentials", _credentials, "aws sso login, or AWS_PROFILE=…", needed=False)
    platforms = "terraform providers lock -platform=linux_amd64 -platform=darwin_arm64, in each root"
    yield _asked("lock files", lambda: _lock_files(here), platforms, needed=False)


def of_terraform() -> Iterator[Answer]:
    """Whether Terraform can be run, and has a provider to run with."""
    yield _asked("terraform", _terraform, "install Terraform ≥ 1.11 or OpenTofu, or name it in DRGEN_TERRAFORM")
    reach = "let it reach registry.terraform.io, or name a mirror in the file of TF_CLI_CONFIG_FILE"
    yield _asked("provider", _provider, reach)


def _asked(name: str, ask: Callable[[], str], fix: str, *, needed: bool = True) -> Answer:
    try:
        return Answer(name, True, needed, ask())
    except DrgenError as error:
        return Answer(name, False, needed, str(error), fix)


def _terraform() -> str:
    said, numbers = terraform.version()
    if numbers < _OLDEST:
        raise DrgenError(f"{said} at {terraform.program()} is too old")
    return f"{said} at {terraform.program()}"


def _provider() -> str:
    with tempfile.TemporaryDirectory(prefix="drgen-doctor-") as folder:
        offline.write(Path(folder, "main.tf"), _ROOT)
        return f"hashicorp/aws {terraform.provider(Path(folder))} can be had"


def _checkov() -> str:
    """Never installs: that is `drgen setup checkov`."""
    if os.environ.get("DRGEN_CHECKOV"):
        return f"DRGEN_CHECKOV: {checkov.interpreter()}"
    if not checkov_environment.is_made():
        raise DrgenError(f"checkov {checkov_environment.version()} is not set up")
    return f"{checkov_environment.version()} in {checkov_environment.folder()}"


def _policies(here: Project) -> str:
    """Scan the canary alone: it fails every policy of ours, and checkov's own checks."""
    _checkov()
    with tempfile.TemporaryDirectory(prefix="drgen-doctor-") as base:
        folder, ours = scan.lay_out(Path(base), here.modules, shipped("policies"), [])
        names = scan.policies(ours)
        found = checkov.scan(folder, ours)
        scan.judge(found, folder, names, [])
    return f"{len(names)} of our own at work in checkov {found.version}"


def _cure_of_policies() -> str:
    """By what may be amiss: checkov is not there, is somebody else's, or is ours; or the policies are not."""
    if not any(shipped("policies").glob("*.yaml")):
        return "the policies are missing from this installation of drgen: install it anew"
    if os.environ.get("DRGEN_CHECKOV"):
        return f"DRGEN_CHECKOV names a checkov that is not drgen's {checkov_environment.version()}: unset it"
    return "drgen setup checkov" + (" --again" if checkov_environment.is_made() else "")


def _git() -> str:
    if found := shutil.which("git"):
        return found
    raise DrgenError("git is not on PATH: nothing says what changed")


def _credentials() -> str:
    """Whether there are any, not whether they are good: nothing is sent anywhere."""
    if named := [name for name in _CREDENTIALS if os.environ.get(name)]:
        return f"{named[0]} is set"
    for name in ("credentials", "config"):
        if (path := Path("~/.aws", name).expanduser()).is_file():
            return f"{path} is there"
    raise DrgenError("no AWS credentials: render, check and validate need none")


def _lock_files(here: Project) -> str:
    """Roots whose lock file knows one platform only: it fails on everybody else's.

    A lock file holds a hash (h1) for each platform and names none: which one that is, the provider tells that
    `terraform init` put beside it.
    """
    files = sorted(here.root.glob("environments/*/*/.terraform.lock.hcl"))
    count = {file: _platforms(file) for file in files}
    if narrow := [file for file in files if count[file] == 1]:
        only = sorted({name for file in narrow for name in _installed(file.parent)})
        which = " and ".join(only) if only else "one platform, which the file does not name,"
        where = narrow[0].parent.relative_to(here.root)
        raise DrgenError(f"{len(narrow)} of {len(files)} know {which} only, {where} first")
    least = min(count.values(), default=0)
    return (
        f"{len(files)}, each for {least} platforms or more"
        if files
        else "none yet: `terraform init` in a root writes one"
    )


def _platforms(file: Path) -> int:
    """For how many platforms a lock file knows every provider."""
    providers = file.read_text(encoding="utf-8").split('provider "')[1:]
    return min((provider.count('"h1:') for provider in providers), default=0)


def _installed(root: Path) -> list[str]:
    """The platforms of the providers in a root that was initialised: linux_amd64."""
    return [path.name for path in root.glob(".terraform/providers/*/*/*/*/*_*")]
