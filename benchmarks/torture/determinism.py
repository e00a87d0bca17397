"""Render one environment under many hash seeds, locales, time zones, working directories and umasks: one result.

python benchmarks/torture/determinism.py [--full] [--seed N]
"""

from __future__ import annotations

import hashlib
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from torture import Row, arguments, report
from torture.project import ENVIRONMENT, copied

AXES = {
    "PYTHONHASHSEED": ["0", "1", "42"],
    "LC_ALL": ["C", "tr_TR.UTF-8"],
    "TZ": ["UTC", "Pacific/Kiritimati"],
    "cwd": ["/", "project"],
    "umask": ["022", "077"],
}


def main() -> int:
    cases = [dict(zip(AXES, values, strict=True)) for values in itertools.product(*AXES.values())]
    chosen = arguments(__doc__, full=len(cases), sample=6)
    cases = random.Random(chosen.seed).sample(cases, chosen.count)
    with tempfile.TemporaryDirectory() as place:
        hashes = []
        for number, case in enumerate(cases):
            project = copied(Path(place, str(number)))
            hashes.append(rendered(project, case, cache=project if chosen.full else Path(place)))
    common = Counter(hashes).most_common(1)[0][0]
    other = [str(case) for case, found in zip(cases, hashes, strict=True) if found != common]
    return report("determinism", [Row("combinations", len(cases), other)], chosen, hashes=len(set(hashes)))


def rendered(project: Path, case: dict[str, str], *, cache: Path) -> str:
    """The hash of what a render makes in a process of its own: names, modes and contents.

    The cache of parsed modules is shared by a sample, which is quicker, and each render's own at full size.
    """
    variables = {name: value for name, value in case.items() if name.isupper()}
    words = [sys.executable, "-m", "drgen.cli", "-C", str(project), "render", ENVIRONMENT]
    done = subprocess.run(
        words,
        cwd=project if case["cwd"] == "project" else case["cwd"],
        env=os.environ | variables | {"XDG_CACHE_HOME": str(cache / "cache")},
        umask=int(case["umask"], 8),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{case}: {done.stderr.decode()}")
    found = _hash(project / "environments" / ENVIRONMENT)
    shutil.rmtree(project)
    return found


def _hash(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.name != "spec.yaml"):
        content = path.read_bytes() if path.is_file() else b""
        found.update(f"{path.relative_to(folder)} {path.stat().st_mode:o} {len(content)}\n".encode() + content)
    return found.hexdigest()


if __name__ == "__main__":
    sys.exit(main())
