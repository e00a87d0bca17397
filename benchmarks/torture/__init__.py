"""What the torture scripts share: their options, and a table of what failed."""

from __future__ import annotations

import argparse
import json
import platform
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "results"


@dataclass(frozen=True)
class Row:
    """One line of the table: so many were tried, and these failed."""

    what: str
    tried: int
    failed: list[str]


@dataclass(frozen=True)
class Chosen:
    count: int
    full: bool
    seed: int


def arguments(usage: str, *, full: int, sample: int) -> Chosen:
    """The options: a sample of the work, or all of it, which is also written to benchmarks/results/."""
    parser = argparse.ArgumentParser(description=usage, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help=f"try {full}, not {sample}, and keep the result")
    parser.add_argument("--seed", type=int, default=0, help="another choice of random cases")
    said = parser.parse_args()
    return Chosen(full if said.full else sample, said.full, said.seed)


def report(name: str, rows: list[Row], chosen: Chosen, **figures: object) -> int:
    """Print the table, keep it if all was tried; the exit code."""
    for row in rows:
        print(f"{row.what:<56} {row.tried:>6} tried {len(row.failed):>6} failed")
        for one in row.failed[:5]:
            print(f"  {one!r:.200}")
    for figure, value in figures.items():
        print(f"{figure.replace('_', ' '):<56} {value!s:>6}")
    if chosen.full:
        found = [{"what": row.what, "tried": row.tried, "failed": len(row.failed)} for row in rows]
        keep(name, {"rows": found, "seed": chosen.seed, **figures})
    return int(any(row.failed for row in rows))


def keep(name: str, result: dict[str, object]) -> None:
    """Write a result to benchmarks/results/, with what it was measured on."""
    RESULTS.mkdir(exist_ok=True)
    where = {"python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}"}
    text = json.dumps(result | {"measured_on": where}, indent=2, sort_keys=True) + "\n"
    (RESULTS / f"{name}.json").write_text(text, encoding="utf-8")
