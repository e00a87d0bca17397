"""The warm time of the commit's hooks: real pre-commit, in a scratch git repository of the environments that ship.

python benchmarks/precommit.py [--full] [--runs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import precommit
from torture import keep
from torture.project import copied

TARGET = 1.5  # seconds
HOOKS = ("drgen-render-check", "drgen-check")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="9 runs, not 3, and keep the result")
    parser.add_argument("--runs", type=int)
    said = parser.parse_args()
    runs = said.runs or (9 if said.full else 3)
    with tempfile.TemporaryDirectory() as place:
        found = measured(Path(place) / "project", runs)
    hooks = found["both hooks"]["wall"]
    print(f"{'':<24} {'wall s':>8} {'CPU s':>8}")
    for name, seconds in found.items():
        print(f"{name:<24} {seconds['wall']:>8.3f} {seconds['cpu']:>8.3f}")
    print(f"\n{'both hooks, seconds':<24} {hooks:>8.3f}  target {TARGET}{'' if hooks <= TARGET else '  missed'}")
    if said.full:
        keep("precommit", {"runs": runs, "medians": found, "target": TARGET})
    return int(hooks > TARGET)


def measured(folder: Path, runs: int) -> dict[str, dict[str, float]]:
    """The medians of so many runs, in seconds; the first of each only warms caches and byte code."""
    copied(folder)  # shop-prod
    run(folder, [sys.executable, "-m", "drgen.cli", "render", "--all"])
    precommit.repository(folder, *HOOKS)
    every = [*precommit.RUN, "run", "--all-files"]
    commands = {
        "both hooks": every,
        **{name: [*precommit.RUN, "run", name, "--all-files"] for name in HOOKS},
        "pre-commit --version": [*precommit.RUN, "--version"],
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs + 1):
        for name, words in commands.items():
            found[name].append(run(folder, words))
    medians = {
        name: [round(statistics.median(each), 3) for each in zip(*times[1:], strict=True)]
        for name, times in found.items()
    }
    return {name: {"wall": wall, "cpu": cpu} for name, (wall, cpu) in medians.items()}


def run(folder: Path, words: list[str]) -> tuple[float, float]:
    """Wall and CPU seconds of a whole process and what it starts; byte code is kept."""
    env = {name: value for name, value in precommit.environment(folder).items() if name != "PYTHONDONTWRITEBYTECODE"}
    start, before = time.perf_counter(), os.times()
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True)
    seconds, after = time.perf_counter() - start, os.times()
    if done.returncode and "blocker ·" not in done.stdout:  # a finding takes as long as none
        raise SystemExit(f"{' '.join(words)}:\n{done.stdout}{done.stderr}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, cpu


if __name__ == "__main__":
    sys.exit(main())
