"""Measure whole processes, in turn: `drgen review` of a big plan beside `json.load` of it; a plan of 100,000 changes.

    python benchmarks/review.py [--full] [--runs N] [--no-large]

The plans are those of `bigplan.py`: 47 MB with a fifth of its resources changing, and 351 MB with 100,000 of them, all
changing.  The review is told as Markdown, as in a pull request.  An exit code of 1 is a review with findings.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import bigplan
from check import run
from render import BENCH, Run, median, table
from torture import keep

REVIEW = [sys.executable, "-m", "drgen.cli", "review", "--format"]
LOAD = [sys.executable, "-c", "import json, sys; json.load(open(sys.argv[1]))"]
MEDIUM = "47 MB: drgen review"
PEER = "47 MB: json.load"
LARGE = "100,000 changes, 351 MB: drgen review"
BYTES = {MEDIUM: 47_000_000, LARGE: 351_000_000}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help="5 runs, not 1, and keep the result")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--no-large", action="store_true", help="the plan of 47 MB only")
    said = parser.parse_args()
    runs = said.runs or (5 if said.full else 1)
    BENCH.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BENCH) as place:
        medians, sizes = measured(Path(place), runs, large=not said.no_large)
    found = figures(medians, sizes)
    table(medians, found)
    if said.full:
        every = {name: vars(one) for name, one in medians.items()}
        keep("review", {"runs": runs, "bytes": sizes, "medians": every, "figures": found})
    return int(any(figure["value"] > figure["target"] for figure in found.values()))


def measured(place: Path, runs: int, *, large: bool) -> tuple[dict[str, Run], dict[str, int]]:
    """The median of so many runs of each, and the plans' sizes; the first run of each only warms caches."""
    path, told = place / "plan.json", f"markdown={place / 'review.md'}"
    sizes = {MEDIUM: bigplan.sized(path, BYTES[MEDIUM], acting=0.2)}
    words = {PEER: [*LOAD, str(path)], MEDIUM: [*REVIEW, told, str(path)]}
    found: dict[str, list[Run]] = {name: [] for name in words}
    for _ in range(runs + 1):
        for name, said in words.items():
            found[name].append(run(said, accept=(0, 1)))
    medians = {name: median(each[1:]) for name, each in found.items()}
    if large:
        sizes[LARGE] = bigplan.written(path, 100_000, acting=1, lean=True)
        medians[LARGE] = run(words[MEDIUM], accept=(0, 1))
    return medians, sizes


def figures(medians: dict[str, Run], sizes: dict[str, int]) -> dict[str, dict[str, float]]:
    """What is judged: each value and what it must not exceed."""
    review = medians[MEDIUM]
    found = {
        "drgen review, of json.load's time": (review.seconds / medians[PEER].seconds, 0.8),
        "memory, of the file's size": (review.megabytes * (1 << 20) / sizes[MEDIUM], 4.0),
    }
    if LARGE in medians:
        found["100,000 changes, seconds"] = (medians[LARGE].seconds, 60.0)
        found["100,000 changes, MB"] = (medians[LARGE].megabytes, 2000.0)
    return {name: {"value": round(value, 3), "target": target} for name, (value, target) in found.items()}


if __name__ == "__main__":
    sys.exit(main())
