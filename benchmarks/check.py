"""Measure whole processes, in turn: `drgen check` beside `checkov --version`; `drgen validate` beside what it replaces.

    python benchmarks/check.py [--full] [--runs N] [--environment NAME] [--no-validate]

Both sides have their byte code compiled first.  What `validate` replaces is checkov's own command line on the rendered
environment and `terraform validate` in each root, one after another; the roots are initialised beforehand and that is
not counted.  The checkov is the one that DRGEN_CHECKOV names, else the one on PATH.
"""

from __future__ import annotations

import argparse
import compileall
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from render import BENCH, Run, median, projected, table
from torture import keep
from torture.project import ENVIRONMENT, ROOT

from drgen import offline
from drgen.programs import terraform
from drgen.project import Project
from drgen.terms import ROOTS

DRGEN = [sys.executable, "-m", "drgen.cli"]
MANY = 100
TOLD = b" blocker"  # ends every report: a finding takes as long as none, but a run that died is no run
KEPT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
KEPT["PYTHONPATH"] = str(ROOT / "src")  # this checkout's drgen, from any folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="5 runs, not 1, and keep the result")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--environment", default=ENVIRONMENT)
    parser.add_argument("--no-validate", action="store_true", help="`drgen check` only: no Terraform, no scan")
    said = parser.parse_args()
    runs = said.runs or (5 if said.full else 1)
    BENCH.mkdir(parents=True, exist_ok=True)
    compiled(Path(checkov()).resolve().parents[1], ROOT / "src", Path(sys.executable).parents[1])
    with tempfile.TemporaryDirectory(dir=BENCH) as place:
        medians = checks(Path(place), said.environment, runs)
        medians |= {} if said.no_validate else validations(Path(place), said.environment, runs)
    found = figures(medians)
    table(medians, found)
    if said.full:
        every = {name: vars(run) for name, run in medians.items()}
        keep("check", {"environment": said.environment, "runs": runs, "medians": every, "figures": found})
    return int(any(figure["value"] > figure["target"] for figure in found.values()))


def compiled(*folders: Path) -> None:
    """Byte code of all that is started, so that neither side compiles while it is measured."""
    for folder in folders:
        compileall.compile_dir(folder, quiet=2, workers=1)


def checks(place: Path, environment: str, runs: int) -> dict[str, Run]:
    """`drgen check` of one and of many environments, and `checkov --version`, in turn."""
    one, many = (projected(place / f"check{count}", environment, count) for count in (1, MANY))
    told_apart(many)
    words = {
        "drgen check, 1 environment": [*DRGEN, "-C", str(one), "check", "--all"],
        f"drgen check, {MANY} environments": [*DRGEN, "-C", str(many), "check", "--all"],
        "checkov --version": [checkov(), "--version"],
        "drgen --help": [*DRGEN, "--help"],
    }
    found: dict[str, list[Run]] = {name: [] for name in words}
    for _ in range(runs + 1):
        for name, said in words.items():
            found[name].append(run(said))
    return {name: median(each[1:]) for name, each in found.items()}


def told_apart(folder: Path) -> None:
    """An account, a domain and a bucket of its own for each environment: they would collide, each pair a finding."""
    for number, path in enumerate(sorted(folder.glob("environments/*/spec.yaml"))):
        text = path.read_text(encoding="utf-8").replace("example.com", f"example{number}.com")
        text = re.sub(r'^account: "[0-9]{9}', f'account: "{number + 100_000_000}', text, flags=re.MULTILINE)
        path.write_text(re.sub(r"(bucket: [a-z]+)", rf"\g<1>{number}", text), encoding="utf-8")


def validations(place: Path, environment: str, runs: int) -> dict[str, Run]:
    """`drgen validate` after an edit and unchanged, and what it replaces, in turn; the first of each is not counted."""
    here, roots = edited(place / "validate", environment), peers(place / "peers", environment)
    [name] = here.environments
    validate = [*DRGEN, "-C", str(here.root), "validate", name]
    found: dict[str, list[Run]] = {}
    for turn in range(runs + 1):
        edit(here, name, turn)
        found.setdefault("drgen validate", []).append(run(validate))
        found.setdefault("drgen validate, unchanged", []).append(run(validate))
        found.setdefault("checkov's own command line", []).append(scan(here, name, place / f"empty{turn}"))
        for root in roots:
            words = [terraform.program(), f"-chdir={root}", "validate", "-no-color"]
            found.setdefault(f"terraform validate, {root.name}", []).append(run(words))
    return {what: median(each[1:]) for what, each in found.items()}


def edited(folder: Path, environment: str) -> Project:
    """A project of one environment, rendered anew by `edit`."""
    return Project(projected(folder, environment, 1))


def edit(here: Project, name: str, turn: int) -> None:
    """Change one tag, which changes every root, and render: no result of an earlier turn is of use."""
    path = here.environment(name) / "spec.yaml"
    text = path.read_text(encoding="utf-8")
    new, count = re.subn(r"^tags: {(turn: t[0-9]+, )?", f"tags: {{turn: t{turn}, ", text, flags=re.MULTILINE)
    if not count:
        raise SystemExit(f"{path.name} has no tags on one line to edit: take another environment")
    path.write_text(new, encoding="utf-8")
    run([*DRGEN, "-C", str(here.root), "render", name])


def peers(folder: Path, environment: str) -> list[Path]:
    """The roots for Terraform alone, initialised."""
    here = edited(folder, environment)
    [name] = here.environments
    scratch = offline.prepare(here, name, *here.load(name))
    for root in ROOTS:
        terraform.init(scratch / root, backend=False)
    return [scratch / root for root in ROOTS]


def scan(here: Project, name: str, home: Path) -> Run:
    """checkov on the environment and the modules it calls, found nothing or not."""
    home.mkdir()
    words = [checkov(), "-d", str(here.environment(name)), "--framework", "terraform", "--skip-download", "-o", "json"]
    return run(words, home=str(home), accept=(0, 1))


def run(words: list[str], *, home: str = "", accept: tuple[int, ...] = (0,)) -> Run:
    """Wall and CPU seconds of a process and those it waited for, and the most memory that one of them had."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        env = KEPT | {"XDG_CACHE_HOME": str(BENCH)} | ({"HOME": home} if home else {})
        start = time.perf_counter()
        process = subprocess.Popen(words, cwd=BENCH, env=env, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if process.returncode not in accept and TOLD not in output.read():
            errors.seek(0)
            raise SystemExit(f"{' '.join(words)} failed:\n{errors.read().decode()[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def figures(medians: dict[str, Run]) -> dict[str, dict[str, float]]:
    """What is judged: each value and what it must not exceed."""
    seconds = {name: one.seconds for name, one in medians.items()}
    one, many = seconds["drgen check, 1 environment"], seconds[f"drgen check, {MANY} environments"]
    found = {
        "drgen check, seconds": (one, 0.5),
        "drgen check, of checkov --version's time": (one / seconds["checkov --version"], 0.2),
        f"{MANY} environments, of one's time": (many / one, 10.0),
    }
    if "drgen validate" in seconds:
        replaced = sum(value for name, value in seconds.items() if name.startswith(("terraform ", "checkov's")))
        found["drgen validate, of what it replaces"] = (seconds["drgen validate"] / replaced, 0.4)
        found["drgen validate unchanged, seconds"] = (seconds["drgen validate, unchanged"], 1.0)
    return {name: {"value": round(value, 3), "target": target} for name, (value, target) in found.items()}


def checkov() -> str:
    found = shutil.which(os.environ.get("DRGEN_CHECKOV") or "checkov")
    if not found:
        raise SystemExit("checkov is not to be found: name it in DRGEN_CHECKOV")
    return found


if __name__ == "__main__":
    sys.exit(main())
