"""checkov: the only place that starts it, in an environment of its own and with nothing of the user's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drgen.errors import DrgenError
from drgen.programs import checkov_environment

_DRIVER = Path(__file__).with_name("checkov_driver.py")
SEED = "0"  # its results depend on the hash seed where for_each makes buckets: one seed, one result
_PATIENCE_SECONDS = 1800  # 40 environments at once took 5 minutes


@dataclass(frozen=True)
class Record:
    """One check's word on one resource of one root."""

    check: str
    name: str
    fix: str
    result: str  # PASSED, FAILED, SKIPPED or UNKNOWN
    why: str  # of a skip
    resource: str  # module.orders.aws_rds_cluster.this[0]
    file: str  # where the resource stands, relative to the folder scanned
    line: int
    caller: str  # the root's file that calls its module; "" when it stands in a root itself


@dataclass(frozen=True)
class Scan:
    """What one run of checkov found, as it says it."""

    version: str
    parsing_errors: list[str]
    resources: int  # distinct by file and address: the same module called alike by two roots counts once
    records: list[Record]


def scan(folder: Path, policies: Path, *, say: Callable[[str], None] = lambda _: None) -> Scan:
    """Scan every Terraform file below `folder`, with our policies besides its own checks.

    `folder` must hold nothing but drgen's own copies.  Raises DrgenError when checkov does not answer.
    """
    python = interpreter(say=say)
    with tempfile.TemporaryDirectory(prefix="drgen-checkov-") as empty:
        out = Path(empty, "out.json")
        home = Path(empty, "home")
        home.mkdir()
        # Beside drgen's own files it would import our checkov.py for checkov.
        driver = shutil.copy(_DRIVER, empty)
        job = {"folder": str(folder.resolve()), "policies": str(policies.resolve()), "out": str(out)}
        words = _run([str(python), "-s", "-B", driver], home, job)
        try:
            found = json.loads(out.read_text(encoding="utf-8"))
            return Scan(**found | {"records": [Record(**record) for record in found["records"]]})
        except (OSError, ValueError, TypeError, KeyError) as error:
            said = words.strip().splitlines()[-1:] or ["it said nothing"]
            hint = "run `drgen doctor`; `drgen setup checkov --again` makes its environment anew"
            raise DrgenError(f"checkov gave no result: {said[0]}", hint=hint) from error


def interpreter(*, say: Callable[[str], None] = lambda _: None) -> Path:
    """The Python that has checkov: beside the program in `DRGEN_CHECKOV`, else drgen's own, made when missing."""
    named = os.environ.get("DRGEN_CHECKOV")
    if not named:
        return checkov_environment.make(say=say)
    found = shutil.which(named)
    if not found:
        raise DrgenError(f"{named} is not to be found", hint="DRGEN_CHECKOV must name a program, or be unset")
    python = Path(found).resolve().with_name("python")
    if not python.exists():
        hint = "name the `checkov` in the bin folder of a virtual environment, or unset DRGEN_CHECKOV"
        raise DrgenError(f"DRGEN_CHECKOV: there is no python beside {found}", hint=hint)
    return python


def environment(home: Path) -> dict[str, str]:
    """What checkov may see: no CKV_*, no credentials, no proxy, and a home that holds no configuration."""
    return {"HOME": str(home), "LANG": "C.UTF-8", "PATH": os.defpath, "PYTHONHASHSEED": SEED, "TMPDIR": str(home)}


def _run(command: list[str], home: Path, job: dict[str, str]) -> str:
    try:
        done = subprocess.run(  # noqa: S603  checkov's own interpreter, drgen's own driver
            command,
            cwd=home, env=environment(home), input=json.dumps(job), capture_output=True, text=True,
            encoding="utf-8", errors="replace", check=False, timeout=_PATIENCE_SECONDS,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DrgenError(f"checkov did not finish: {error}", hint="run `drgen doctor`") from error
    return done.stderr
