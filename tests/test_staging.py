"""A crash at any point; `test_torture.py` kills real writes at random."""

from __future__ import annotations

import os
import resource
import signal
import sys
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.files import replace, unfinished, write
from tests.trees import NEW, OLD, environment, in_child, names, texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return environment(tmp_path)


def test_a_full_disk_leaves_the_old_tree(folder: Path) -> None:
    large = NEW | {"primary/main.tf": "#" * 10_000}

    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
        write(folder, large)

    assert in_child(act) == 1
    assert texts(folder) == OLD
    assert names(folder / ".drgen") == ["manifest.json"]


def crash_at(point: int, folder: Path, rendered: dict[str, str]) -> int:
    """Write in a child that kills itself at the nth call that opens, makes, renames or removes something."""
    seen = 0

    def count(event: str, _: tuple[object, ...]) -> None:
        nonlocal seen
        seen += event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir")
        if seen > point:
            os.kill(os.getpid(), signal.SIGKILL)

    def act() -> None:
        sys.addaudithook(count)
        write(folder, rendered)

    return in_child(act)


def check_generations(folder: Path) -> None:
    """Each file is old or new; a mixture is visible."""
    found, paths = texts(folder), {*OLD, *NEW}
    old = [path for path in paths if found.get(path) != NEW.get(path)]
    assert all(found.get(path) == OLD.get(path) for path in old)
    assert found.keys() <= paths
    assert unfinished(folder) or len(old) in (0, len(paths))


def test_a_crash_at_any_point_leaves_each_file_old_or_new_and_writing_again_ends_it(tmp_path: Path) -> None:
    for point in range(1000):
        folder = tmp_path / str(point)
        write(folder, OLD)
        code = crash_at(point, folder, NEW)
        check_generations(folder)
        write(folder, NEW)
        assert texts(folder) == NEW
        assert names(folder / ".drgen") == ["manifest.json"]
        if code == 0:
            break
    assert 50 < point < 1000


@pytest.mark.parametrize("wanted", [OLD, NEW], ids=["back", "on"])
def test_a_crash_while_mending_a_crash_can_be_mended(tmp_path: Path, wanted: dict[str, str]) -> None:
    points = range(20, 90, 12)
    for first, second in ((first, second) for first in points for second in points):
        folder = tmp_path / f"{first}-{second}"
        write(folder, OLD)
        crash_at(first, folder, NEW)
        crash_at(second, folder, wanted)
        check_generations(folder)
        write(folder, wanted)
        assert texts(folder) == wanted
        assert names(folder / ".drgen") == ["manifest.json"]


def test_an_edit_after_a_crash_is_still_seen(tmp_path: Path) -> None:
    for point in range(20, 90, 5):
        folder = tmp_path / str(point)
        write(folder, OLD)
        crash_at(point, folder, NEW)
        (folder / "primary" / "main.tf").write_text("# mine\n")
        with pytest.raises(DrgenError, match=r"primary/main\.tf was edited by hand"):
            write(folder, NEW)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    replace(tmp_path / "x.json", "one\n")

    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
        replace(tmp_path / "x.json", "#" * 10_000)

    assert in_child(act) == 1
    assert (tmp_path / "x.json").read_text() == "one\n"
    assert names(tmp_path) == ["x.json"]
