"""Terraform (or OpenTofu): the only place that starts it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import IO, Any

from drgen.errors import DrgenError

# What Terraform may see of the environment. TF_CLI_ARGS, TF_WORKSPACE, TF_REATTACH_PROVIDERS and their like change a
# plan behind its reader's back; TF_VAR_* are passed only where a root declares the variable.
_ALLOWED = frozenset({
    "HOME", "LANG", "LC_ALL", "PATH", "SSH_AUTH_SOCK", "SSL_CERT_DIR", "SSL_CERT_FILE", "SYSTEMROOT", "TEMP", "TMP",
    "TMPDIR", "USER", "TF_CLI_CONFIG_FILE", "TF_LOG", "TF_LOG_PATH", "TF_PLUGIN_CACHE_DIR",
    "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
})  # fmt: skip
_AT_ONCE = 30  # resources that are destroyed at once: each mostly waits
_SUSPECT = ("TF_", "TOFU_")  # the prefixes worth a word when they are dropped


def program() -> str:
    """The Terraform to use: `DRGEN_TERRAFORM`, else the first of terraform and tofu on PATH.

    Raises DrgenError where there is none.
    """
    named = os.environ.get("DRGEN_TERRAFORM")
    for candidate in [named] if named else ["terraform", "tofu"]:
        if found := shutil.which(candidate):
            return found
    raise DrgenError(
        f"{named or 'terraform'} is not to be found",
        hint="install Terraform ≥ 1.11 or OpenTofu ≥ 1.11, or name the program in DRGEN_TERRAFORM",
    )


def environment(*, aws: bool, variables: tuple[str, ...] = ()) -> tuple[dict[str, str], list[str]]:
    """The environment that Terraform is started with, and which variables were kept from it.

    `aws` lets the AWS_* settings through; `variables` names the root variables whose TF_VAR_* may pass.
    """
    passed = _ALLOWED | {f"TF_VAR_{name}" for name in variables}
    kept = {k: v for k, v in os.environ.items() if k in passed or (aws and k.startswith("AWS_"))}
    dropped = [name for name in os.environ if name not in kept and name.startswith(_SUSPECT)]
    if (config := kept.get("TF_CLI_CONFIG_FILE")) and not Path(config).exists():
        del kept["TF_CLI_CONFIG_FILE"]  # else every command warns
    # One provider process uses both cores: collecting its garbage less often saves a quarter of its time.
    return kept | {"CHECKPOINT_DISABLE": "1", "GOGC": "400", "TF_IN_AUTOMATION": "1", "TF_INPUT": "0"}, sorted(dropped)


def unformatted(folder: Path) -> list[str]:
    """Files that `terraform fmt` would change, relative to `folder`."""
    return _run(folder, "fmt", "-check", "-recursive", "-no-color", accept=(0, 3)).splitlines()


def init(folder: Path, *, backend: bool = True, aws: bool = False) -> None:
    """`terraform init`; raises DrgenError with Terraform's own words."""
    _run(folder, "init", "-input=false", "-no-color", "-reconfigure", f"-backend={str(backend).lower()}", aws=aws)


def validate(folder: Path) -> list[str]:
    """What `terraform validate` has to say of an initialised folder: one line an error; empty when it is valid."""
    answer = json.loads(_run(folder, "validate", "-json", "-no-color", accept=(0, 1)))
    errors = [found for found in answer["diagnostics"] if found["severity"] == "error"]
    return [_line(found) for found in errors]


def plan(folder: Path, out: Path, *, refresh: bool = True, aws: bool = False, variables: tuple[str, ...] = ()) -> None:
    """Plan an initialised folder into the file `out`; raises DrgenError with Terraform's own words."""
    options = ["-input=false", "-no-color", "-lock=false", f"-refresh={str(refresh).lower()}", f"-out={out.resolve()}"]
    _run(folder, "plan", *options, aws=aws, variables=variables)


def apply(folder: Path, *, approve: bool) -> None:
    """Apply an initialised folder, Terraform speaking and asking on the terminal; `approve` answers yes."""
    _aloud(folder, "apply", approve=approve)


def destroy(folder: Path, *, approve: bool) -> None:
    """Destroy all that an initialised folder's state holds, Terraform speaking and asking on the terminal."""
    _aloud(folder, "destroy", f"-parallelism={_AT_ONCE}", approve=approve)


def migrate(folder: Path) -> None:
    """Move a folder's local state to the backend that it now names."""
    _run(folder, "init", "-input=false", "-no-color", "-migrate-state", "-force-copy", aws=True)


def show(folder: Path, plan_file: Path) -> dict[str, Any]:
    """A plan file as `terraform show -json` gives it."""
    shown: dict[str, Any] = json.loads(_run(folder, "show", "-json", "-no-color", str(plan_file.resolve())))
    return shown


def show_into(folder: Path, plan_file: Path, target: Path) -> None:
    """The same, into a file: it may be hundreds of megabytes."""
    with target.open("wb") as file:
        _run(folder, "show", "-json", "-no-color", str(plan_file.resolve()), into=file)


def outputs(folder: Path) -> dict[str, Any]:
    """`terraform output -json` of an applied root.  Raises DrgenError with Terraform's own words where it has none."""
    try:
        found: dict[str, Any] = json.loads(_run(folder, "output", "-json", "-no-color", aws=True))
    except DrgenError as error:
        raise DrgenError(str(error), hint=f"`terraform init` and `terraform apply` in {folder} come first") from error
    return found


def addresses(folder: Path) -> list[str]:
    """The addresses that an initialised folder's state holds; none where there is no state."""
    return [line for line in _run(folder, "state", "list", aws=True, accept=(0, 1)).splitlines() if "." in line]


def version() -> tuple[str, tuple[int, ...]]:
    """What `terraform version` says of itself, as text and as numbers.  Raises DrgenError where it says nothing."""
    try:
        said: str = json.loads(_run(Path.cwd(), "version", "-json"))["terraform_version"]
        return said, tuple(int(part) for part in said.split("-", maxsplit=1)[0].split("."))
    except (ValueError, KeyError) as error:
        raise DrgenError(f"{program()} does not say its version", hint="is it Terraform?") from error


def provider(folder: Path) -> str:
    """The version of the AWS provider that `init` of a folder would install; it is not waited for.

    Raises DrgenError, with Terraform's own words, where neither registry nor mirror has one.
    """
    kept, _ = environment(aws=False)
    command = [program(), "init", "-input=false", "-no-color", "-backend=false"]
    with subprocess.Popen(  # noqa: S603  the program is the user's own Terraform
        command, cwd=folder, env=kept, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as running:
        words = []
        for line in running.stdout or []:
            if found := re.search(r"(?:Installing|Using|Installed) hashicorp/aws v(\S+?)\.*\s", line):
                running.kill()  # a download takes minutes
                return found[1]
            words.append(line.strip(" │╷╵\n"))
    raise DrgenError(_reason(words) or "terraform init said nothing")


def _reason(words: list[str]) -> str:
    """The first error among Terraform's words, without its advice; everything where none calls itself one."""
    start = next((number for number, word in enumerate(words) if word.startswith("Error:")), 0)
    found = words[start:]
    end = next((number for number, word in enumerate(found) if word.startswith("To see which modules")), len(found))
    return " ".join(word for word in found[:end] if word).removeprefix("Error: ")


def _aloud(folder: Path, verb: str, *more: str, approve: bool) -> None:
    kept, _ = environment(aws=True)
    options = [*more, *(["-auto-approve", "-input=false"] if approve else [])]
    asking = {name: value for name, value in kept.items() if name != "TF_INPUT"}
    done = subprocess.run([program(), verb, *options], cwd=folder, env=asking, check=False)  # noqa: S603
    if done.returncode:
        raise DrgenError(f"terraform {verb} in {folder.name} ended with {done.returncode}; its words stand above")


def _line(diagnostic: dict[str, Any]) -> str:
    at = diagnostic.get("range") or {}
    where = f"{at['filename']}:{at['start']['line']}: " if at else ""
    return f"{where}{diagnostic['summary']}: {diagnostic.get('detail', '')}".strip().rstrip(":")


def _run(
    folder: Path,
    *arguments: str,
    accept: tuple[int, ...] = (0,),
    aws: bool = False,
    variables: tuple[str, ...] = (),
    into: IO[bytes] | None = None,
) -> str:
    """What it prints, or nothing when that goes into a file; raises DrgenError with its own words."""
    kept, _ = environment(aws=aws, variables=variables)
    words, out = [program(), *arguments], into or subprocess.PIPE
    done = subprocess.run(  # noqa: S603  the program is the user's own Terraform
        words, cwd=folder, env=kept, stdout=out, stderr=subprocess.PIPE, text=True, encoding="utf-8", check=False
    )
    if done.returncode not in accept:
        said = (done.stderr.strip() or (done.stdout or "").strip()).removeprefix("Error: ")
        raise DrgenError(f"{Path(words[0]).stem} {arguments[0]} in {folder.name}: {said}")
    return done.stdout or ""
