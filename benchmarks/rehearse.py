"""Rehearse environments whole, and keep their reports: `make rehearse`, or `benchmarks/rehearse.py shop-prod`.

Each takes ten minutes or more, most of it Terraform's own waits. A rehearsal that fails keeps its report, too.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from drgen import rehearsal
from drgen.project import Project
from drgen.rehearsal import report

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "rehearsals"
ENVIRONMENTS = ("minimal", "shop-prod", "shop-staging")


def main(names: list[str]) -> int:
    """The number of rehearsals that failed."""
    failed = 0
    for name in names or ENVIRONMENTS:
        print(f"== {name}", flush=True)
        evidence = rehearsal.run(Project(ROOT), name, say=lambda words: print(words, flush=True))
        for path in report.write(evidence, ROOT / "build" / "rehearsal" / name):
            (KEPT / name).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, KEPT / name)
        failed += not evidence.passed
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
