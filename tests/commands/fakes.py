"""Programs that answer at once, and write down that they were asked."""

from __future__ import annotations

import sys
from pathlib import Path

TERRAFORM = """echo "$1" >> "$0.log"
case "$1" in
  validate) echo '{"diagnostics": [%s]}' ;;
  version) echo '{"terraform_version": "1.13.0"}' ;;
  init) echo '- Installing hashicorp/aws v5.100.0...' ;;
esac"""

# Passes every module call once, and fails what it is told to; the canary fails everything.
CHECKOV = """
import json, pathlib, re, sys
open(sys.argv[-1] + ".log", "a").write("asked\\n")
job = json.load(sys.stdin)
folder, records = pathlib.Path(job["folder"]), []
def say(check, result, resource, file, caller=""):
    records.append(dict(check=check, name="Ensure it", fix="mend it", result=result, why="", resource=resource,
                        file=file, line=1, caller=caller))
for policy in pathlib.Path(job["policies"]).iterdir():
    say("CKV2_DRGEN_" + policy.stem.upper(), "FAILED", "aws_x." + policy.stem, "canary/main.tf")
say("CKV_AWS_1", "FAILED", "aws_s3_bucket.built_in", "canary/main.tf")
for main in folder.glob("environments/*/*/main.tf"):
    for call, module in re.findall(r'module "(\\w+)" {\\n  source = "../../../(.*)"', main.read_text()):
        result = "FAILED" if call == "%s" else "PASSED"
        caller = str(main.relative_to(folder))
        say("CKV_AWS_1", result, f"module.{call}.aws_x.this", f"{module}/main.tf", caller)
found = dict(version="0", parsing_errors=[], resources=9999, records=records)
pathlib.Path(job["out"]).write_text(json.dumps(found))
"""


def terraform(folder: Path, *, diagnostics: str = "") -> Path:
    return _program(folder / "terraform", "#!/bin/sh\n" + TERRAFORM.replace("%s", diagnostics))


def checkov(folder: Path, *, fails: str = "") -> Path:
    """A `checkov` with its `python` beside it: the one that drgen starts."""
    script = folder / "answer.py"
    script.write_text(CHECKOV.replace("%s", fails))
    _program(folder / "python", f'#!/bin/sh\nexec {sys.executable} -I {script} "$0"')
    return _program(folder / "checkov", "#!/bin/sh\nexit 1")


def asked(program: Path) -> list[str]:
    """What a program was asked for, in order."""
    log = program.with_name(f"{program.name}.log")
    return log.read_text().split() if log.exists() else []


def _program(path: Path, script: str) -> Path:
    path.write_text(f"{script}\n")
    path.chmod(0o755)
    return path
