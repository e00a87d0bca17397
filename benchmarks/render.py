"""Measure whole processes, in turn: `drgen render` and cdktn making the same module calls; start-up; memory.

    python benchmarks/render.py [--full] [--runs N] [--environment NAME]

Every run of either writes into a new folder.  cdktn gets an environment of its own under build/bench; node must be on
PATH.  drgen writes providers, backends, variables and outputs too; cdktn only the calls.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from torture import keep
from torture.project import ENVIRONMENT, ROOT

BENCH = ROOT / "build" / "bench"
PEERS = Path(__file__).parent / "peers"
DRGEN = str(Path(sys.executable).with_name("drgen"))
COUNTS = (1, 50, 100)
# Both sides run from byte code, whatever this shell says; drgen's catalog cache is the benchmark's own.
ENVIRON = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"XDG_CACHE_HOME": str(BENCH)}
CDKTN = "cdktn>=0.24,<0.25"


@dataclass(frozen=True)
class Run:
    """One whole process, with what it started."""

    seconds: float
    cpu: float
    megabytes: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="7 runs, not 1, and keep the result")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--environment", default=ENVIRONMENT)
    said = parser.parse_args()
    runs = said.runs or (7 if said.full else 1)
    BENCH.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BENCH) as place:
        medians = measured(Path(place), said.environment, runs)
    found = figures(medians)
    table(medians, found)
    if said.full:
        every = {name: vars(run) for name, run in medians.items()}
        keep("render", {"environment": said.environment, "runs": runs, "medians": every, "figures": found})
    return int(any(figure["value"] > figure["target"] for figure in found.values()))


def measured(place: Path, environment: str, runs: int) -> dict[str, Run]:
    """The median of so many runs of each; the first of each only warms caches and byte code."""
    python, calls = cdktn(), place / "calls.json"
    calls.write_bytes(subprocess.check_output([sys.executable, PEERS / "module_calls.py", ROOT, environment]))
    numbers = itertools.count()
    found: dict[str, list[Run]] = {}
    for turn in range(runs + 1):
        for count in COUNTS if turn else COUNTS[:1]:
            project = projected(place / str(next(numbers)), environment, count)
            out = str(place / str(next(numbers)))
            render = [DRGEN, "-C", str(project), "render", "--all"]
            synth = [python, str(PEERS / "cdktn_app.py"), str(calls), str(count), out]
            for name, words in {"drgen": render, "drgen again": render, "cdktn": synth}.items():
                found.setdefault(f"{name} {count}", []).append(run(words))
        found.setdefault("drgen --help", []).append(run([DRGEN, "--help"]))
        found.setdefault("import click", []).append(run([sys.executable, "-c", "import click"]))
    return {name: median(each[1:] if len(each) > runs else each) for name, each in found.items()}


def projected(folder: Path, environment: str, count: int) -> Path:
    """A project of so many environments, none rendered yet."""
    spec = (ROOT / "environments" / environment / "spec.yaml").read_text(encoding="utf-8")
    (folder / "environments").mkdir(parents=True)
    (folder / "modules").symlink_to(ROOT / "modules")
    for path in (ROOT / "environments").glob("*.yaml"):
        shutil.copy(path, folder / "environments")
    for number in range(count):
        name = f"env{number:03}"
        (folder / "environments" / name).mkdir()
        text = spec.replace(f"\nname: {environment}\n", f"\nname: {name}\n")
        (folder / "environments" / name / "spec.yaml").write_text(text, encoding="utf-8")
    return folder


def cdktn() -> str:
    """The Python of an environment with cdktn; made with uv or, without it, by the standard library."""
    folder = BENCH / "cdktn-venv"
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        uv = shutil.which("uv")
        here, there = str(folder), str(python)
        make = [uv, "venv", "--clear", here] if uv else [sys.executable, "-m", "venv", "--clear", here]
        fill = (
            [uv, "pip", "install", "--compile-bytecode", "--python", there] if uv else [there, "-m", "pip", "install"]
        )
        subprocess.run(make, check=True)
        subprocess.run([*fill, CDKTN], check=True)
        (folder / "complete").touch()
    return str(python)


def run(words: list[str]) -> Run:
    """Wall and CPU seconds, and the most memory that one of its processes had."""
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(words, cwd=BENCH, env=ENVIRON, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise SystemExit(f"{' '.join(words)} failed:\n{errors.read().decode()[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(runs: list[Run]) -> Run:
    return Run(*(statistics.median(values) for values in zip(*(vars(one).values() for one in runs), strict=True)))


def figures(medians: dict[str, Run]) -> dict[str, dict[str, float]]:
    """What is judged: each value and what it must not exceed."""
    seconds = {name: one.seconds for name, one in medians.items()}
    few, some, many = (seconds[f"drgen {count}"] for count in COUNTS)
    slopes = (some - few) / (COUNTS[1] - COUNTS[0]), (many - some) / (COUNTS[2] - COUNTS[1])
    found = {
        "1 environment, of cdktn's time": (few / seconds["cdktn 1"], 0.35),
        "100 environments, of cdktn's time": (many / seconds["cdktn 100"], 0.08),
        "drgen --help, of import click's time": (seconds["drgen --help"] / seconds["import click"], 2.0),
        "memory for 100 environments, MB": (medians["drgen 100"].megabytes, 80.0),
        "cost of an environment, 50 to 100 over 1 to 50": (slopes[1] / slopes[0], 1.5),
    }
    return {name: {"value": round(value, 3), "target": target} for name, (value, target) in found.items()}


def table(medians: dict[str, Run], found: dict[str, dict[str, float]]) -> None:
    print(f"{'':<48} {'wall s':>8} {'CPU s':>8} {'MB':>6}")
    for name, one in medians.items():
        print(f"{name:<48} {one.seconds:>8.3f} {one.cpu:>8.3f} {one.megabytes:>6.0f}")
    print(f"\n{'':<48} {'found':>8} {'target':>8}")
    for what, figure in found.items():
        verdict = "" if figure["value"] <= figure["target"] else "  missed"
        print(f"{what:<48} {figure['value']:>8.3f} {figure['target']:>8.2f}{verdict}")


if __name__ == "__main__":
    sys.exit(main())
