"""Random valid specs: each is laid out and rendered; Terraform validates, and checkov scans, so many at a time.

    python benchmarks/sweep.py [--full] [--seed N] [--keep FOLDER]

One Terraform process validates a batch: one root calls every environment's roots as modules.  --full is 200 specs,
and keeps the result.  The checkov is the one that DRGEN_CHECKOV names, else drgen's own.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import generated_specs
from torture import Row, keep
from torture.project import ROOT

from drgen import offline, render, scan
from drgen.errors import DrgenError
from drgen.programs import checkov, terraform
from drgen.project import Project, shipped
from drgen.scan import Result, Scanned

FULL, SAMPLE = 200, 4
BATCH = 40  # environments that one process of Terraform validates, and one of checkov scans


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--full", action="store_true", help=f"try {FULL} specs, not {SAMPLE}, and keep the result")
    parser.add_argument("--count", type=int, help="another number of specs")
    parser.add_argument("--seed", type=int, default=0, help="another choice of specs")
    parser.add_argument("--keep", type=Path, help="make the projects here and leave them")
    said = parser.parse_args()
    specs = generated_specs.some(said.count or (FULL if said.full else SAMPLE), said.seed)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        folder = said.keep or Path(place)
        rows = swept(folder, [generated_specs.text(spec) for spec in specs])
    for row in rows:
        print(f"{row.what:<40} {row.tried:>6} tried {len(row.failed):>6} failed")
        print("".join(f"  {one:.400}\n" for one in row.failed[:8]), end="")
    if said.full:
        found = [{"what": row.what, "tried": row.tried, "failed": len(row.failed)} for row in rows]
        kinds = dict(Counter(one["module"] for spec in specs for one in spec["components"].values() if "module" in one))
        about = {"strategies": dict(Counter(spec["strategy"] for spec in specs)), "stores": kinds}
        keep("sweep", {"rows": found, "seed": said.seed, "seconds": round(time.monotonic() - started), **about})
    return int(any(row.failed for row in rows))


def swept(folder: Path, texts: list[str]) -> list[Row]:
    """What became of them: rendered, valid, and scanned by checkov with our policies."""
    refused, invalid, failed = list[str](), list[str](), list[str]()
    valid = passed = resources = 0
    for at in range(0, len(texts), BATCH):
        here = Project(folder / f"batch{at:03}")
        shutil.copytree(ROOT / "modules", here.modules, ignore=shutil.ignore_patterns(".terraform*", "tests"))
        made = list(rendered(here, texts[at : at + BATCH], at, refused))
        invalid += validated(here, made)
        valid += len(made)
        found, results = scanned(here, made)
        resources += found
        passed += sum(result.passed for result in results)
        failed += [f"{one.environment}: {one.check}: {one.message}" for result in results for one in result.findings]
        print(
            f"{at + len(made)} done: {len(refused)} refused, {len(invalid)} errors, {len(failed)} findings", flush=True
        )
    return [
        Row("specs rendered", len(texts), refused),
        Row("specs valid", valid, invalid),
        Row("resources scanned", resources, []),
        Row("checks of checkov and our policies", passed + len(failed), failed),
    ]


def rendered(here: Project, texts: list[str], first: int, refused: list[str]) -> Iterator[Scanned]:
    """Each spec as an environment, laid out and rendered; what is refused goes to `refused`."""
    for number, text in enumerate(texts, first):
        path = here.root / "environments" / f"spec{number:03}" / "spec.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        try:
            spec, stacks = here.load(path.parent.name)
            yield Scanned(path.parent.name, stacks, render.render(spec, stacks, shipped("templates")))
        except DrgenError as error:
            refused.append(str(error))


def validated(here: Project, made: list[Scanned]) -> list[str]:
    """Terraform's errors in the roots of all environments, which one root calls as modules."""
    calls = []
    for one in made:
        roots = offline.prepare(here, one.name, *here.load(one.name)) / offline.EVERY_ROOT
        calls.append(f'module "{one.name}" {{\n  source = "./{roots.relative_to(here.build)}"\n}}\n')
    (here.build / "main.tf").write_text("\n".join(calls), encoding="utf-8")
    terraform.init(here.build, backend=False)
    return terraform.validate(here.build)


def scanned(here: Project, made: list[Scanned]) -> tuple[int, list[Result]]:
    """How many resources checkov saw in all of them, and what it said; a scan that was none is an error."""
    folder, ours = scan.lay_out(here.root, here.modules, shipped("policies"), made)
    found = checkov.scan(folder, ours)
    return found.resources, list(scan.judge(found, folder, scan.policies(ours), made).values())


if __name__ == "__main__":
    sys.exit(main())
