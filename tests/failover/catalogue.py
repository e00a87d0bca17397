"""docs/faults.md: the faults that a failover is tried with (`faults.txt`), and the tests that try them.

python -m tests.failover.catalogue > docs/faults.md
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from math import prod
from pathlib import Path
from typing import Any

_ABOUT = """\
<!-- Written by `python -m tests.failover.catalogue` from the tests themselves. Do not edit. -->

# The faults that a failover is tried with

Each is tried against fakes with a clock, and after each the same six things must hold (`tests/failover/trying.py`):
**I1** no second writer that traffic or workers reach, **I2** written down and on the disk before each call that changes
anything, **I3** no call to a region that is not asked, **I4** a resumed run ends as an undisturbed one, **I5** exit
code and journal say the truth, **I6** no secret in the journal. `benchmarks/torture/failover.py` kills runs
with SIGKILL at random points besides. None of it ran on AWS.

| fault | what | must | cases | tests, in `tests/failover` |
| --- | --- | --- | --- | --- |
"""


@dataclass(frozen=True)
class Fault:
    """One fault: its number in the list that drgen was built against, what must happen, and its tests."""

    number: str
    what: str
    must: str
    tests: tuple[str, ...]


def read() -> list[Fault]:
    """The list, as `faults.txt` beside this file has it."""
    lines = (Path(__file__).parent / "faults.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return [Fault(number, what, must, tuple(tests.split())) for number, what, must, tests in rows]


FAULTS = read()


def markdown() -> str:
    """The table, and how many cases there are."""
    rows = "".join(f"| {_row(one)} |\n" for one in FAULTS)
    return f"{_ABOUT}{rows}\n{cases()} cases in all, those counted once that try several faults.\n"


def cases() -> int:
    """How many cases the tests of the list have in all, each test counted once."""
    whole = {name.partition("[")[0] for one in FAULTS for name in one.tests}
    return sum(count(name) for name in whole)


def count(name: str) -> int:
    """The cases of a test, `file.test`, or those of them whose id holds what stands after `[`."""
    path, _, part = name.partition("[")
    file, _, test = path.partition(".")
    function = getattr(import_module(f"tests.failover.test_{file}"), f"test_{test}")
    marks = [mark for mark in getattr(function, "pytestmark", []) if mark.name == "parametrize"]
    return prod(_chosen(mark, part) for mark in marks)


def _chosen(mark: Any, part: str) -> int:
    """How many of a parametrization's cases hold a part in their id; all, where none does."""
    values = list(mark.args[1])
    ids = mark.kwargs.get("ids")
    names = [str(one) for one in ids] if ids is not None and not callable(ids) else [str(one) for one in values]
    return sum(part in one for one in names) or len(values)


def _row(one: Fault) -> str:
    tests = ", ".join(f"`{name}`" if "[" not in name else f"`{name}…]`" for name in one.tests)
    return " | ".join([one.number, one.what, one.must, str(sum(count(name) for name in one.tests)), tests])


if __name__ == "__main__":
    print(markdown(), end="")
