"""Kill writes, and whole renders, at random points: no file may be torn, and writing again must end every mixture.

python benchmarks/torture/sigkill.py [--full] [--seed N]
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from drgen import files
from torture import Row, arguments, report
from torture.project import ENVIRONMENT, copied

Tree = dict[str, bytes]
FILES = 108


@dataclass
class Case:
    """Something that writes a folder: generation 0 or 1, by turns."""

    folder: Path
    write: Callable[[int], object]
    generations: list[Tree] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    mixed: int = 0
    whole: int = 0


def main() -> int:
    chosen = arguments(__doc__, full=1000, sample=10)
    chance = random.Random(chosen.seed)
    rows: list[Row] = []
    figures: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as place:
        for name, case in {"write": writes(Path(place, "write")), "render": renders(Path(place, "render"))}.items():
            torture(case, chosen.count, chance)
            rows.append(Row(f"{name}: files old or new, never torn", chosen.count, case.torn))
            rows.append(Row(f"{name}: a mixture shows", chosen.count, case.hidden))
            rows.append(Row(f"{name}: doing it again ends it", chosen.count, case.lost))
            figures |= {f"{name}_killed_amid_moves": case.mixed, f"{name}_came_too_late": case.whole}
    return report("sigkill", rows, chosen, **figures)


def writes(folder: Path) -> Case:
    """`files.write` of 108 files that all change, of which some come and go."""

    def write(generation: int) -> object:
        names = [number + 5 * generation for number in range(FILES)]
        rendered = {f"root{n % 5}/{n}.tf": f"# {generation} {n}\n" * 40 for n in names}
        return files.write(folder, rendered)

    return Case(folder, write)


def renders(place: Path) -> Case:
    """`drgen render` of a shipped environment of which one tag, which is in every root, changes."""
    from drgen.cli import main as drgen

    project = copied(place)
    folder = project / "environments" / ENVIRONMENT
    spec = (folder / "spec.yaml").read_text(encoding="utf-8")

    def write(generation: int) -> object:
        name = "shop" if generation else "shup"
        files.replace(folder / "spec.yaml", spec.replace(f"\nname: {ENVIRONMENT}\n", f"\nname: {name}\n"))
        words = ["-C", str(project), "render", ENVIRONMENT]
        return drgen(words, prog_name="drgen", standalone_mode=False)

    return Case(folder, write)


def torture(case: Case, count: int, chance: random.Random) -> None:
    """Write both generations once whole, for comparison and to warm caches, then kill so many writes."""
    for generation in (0, 1):
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            case.write(generation)
        case.generations.append(tree(case.folder))
    took = timed(partial(case.write, 0))
    for number in range(count):
        generation = 1 - number % 2
        act = partial(case.write, generation)
        finished = killed(act, chance.uniform(0, 1.1 * took))
        judge(case, f"kill {number}", finished=finished)
        child(act)
        if tree(case.folder) != case.generations[generation] or shows(case.folder):
            case.lost.append(f"kill {number}")


def judge(case: Case, label: str, *, finished: bool) -> None:
    found = tree(case.folder)
    states = [{g.get(path) for g in case.generations} for path in found]
    case.torn += [f"{label}: {path}" for path, known in zip(found, states, strict=True) if found[path] not in known]
    mixed = found not in case.generations
    case.mixed += mixed
    case.whole += finished
    if mixed and not shows(case.folder):
        case.hidden.append(label)


def shows(folder: Path) -> bool:
    """Whether a folder, or one in it that has a manifest of its own, says that a write was interrupted."""
    return any(files.unfinished(place.parent) for place in folder.rglob(".drgen"))


def tree(folder: Path) -> Tree:
    """Every file that is rendered, but for what drgen keeps about them."""
    paths = [path.relative_to(folder) for path in sorted(folder.glob("[!.]*/**/*")) if path.is_file()]
    return {str(path): (folder / path).read_bytes() for path in paths if ".drgen" not in path.parts}


def timed(act: Callable[[], object]) -> float:
    """Seconds that a child took."""
    start = time.perf_counter()
    child(act)
    return time.perf_counter() - start


def child(act: Callable[[], object]) -> None:
    if code := os.waitpid(start(act), 0)[1]:
        raise SystemExit(f"a write that nobody killed failed: {code}")


def killed(act: Callable[[], object], after: float) -> bool:
    """Kill a child after so many seconds; whether it was done by then."""
    pid = start(act)
    time.sleep(after)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1] == 0


def start(act: Callable[[], object]) -> int:
    """Do it in a fork: everything is imported already, so that no time is spent where nothing can tear."""
    if pid := os.fork():
        return pid
    try:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            act()
    except BaseException:
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
