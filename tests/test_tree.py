"""Nothing is reached through a link, nor by two writers; what the file system refuses is said."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

import pytest

from drgen.errors import DrgenError
from drgen.files import replace, unfinished, write
from tests.trees import NEW, OLD, environment, in_child, refused, texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return environment(tmp_path)


def _link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    ("place", "spoil"),
    [
        pytest.param("primary/main.tf", _link, id="file is a link"),
        pytest.param("primary", _link, id="parent is a link"),
        pytest.param(".drgen", _link, id="the manifest's folder is a link"),
        pytest.param(".drgen/manifest.json", _link, id="the manifest is a link"),
        pytest.param(".", lambda path: _link(path.resolve()), id="the environment is a link"),
        pytest.param("primary/main.tf", lambda path: os.link(path, path.with_name("second")), id="hard link"),
        pytest.param("primary/main.tf", _pipe, id="pipe"),
        pytest.param("primary/main.tf", _folder, id="folder"),
    ],
)
def test_nothing_is_written_through_what_is_not_plain(
    folder: Path, place: str, spoil: Callable[[Path], None], *, force: bool
) -> None:
    spoil(folder / place)
    refused(folder, force=force)


def test_a_dangling_link_is_not_written_through(folder: Path, tmp_path: Path) -> None:
    (folder / "primary" / "added.tf").symlink_to(tmp_path / "target")
    assert "is a symbolic link" in refused(folder, force=True)


def test_a_second_writer_is_refused_at_once(folder: Path) -> None:
    held = os.open(folder, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        assert "another drgen" in refused(folder)
    finally:
        os.close(held)
    write(folder, NEW)


@pytest.mark.parametrize("place", ["primary", ".drgen", "."])
def test_a_folder_that_may_not_be_written_leaves_the_old_tree(folder: Path, place: str) -> None:
    if os.geteuid() == 0:
        _open_to_others(folder)
    (folder / place).chmod(0o555)

    def act() -> None:
        if os.geteuid() == 0:
            os.setresuid(65534, 65534, 65534)
        write(folder, NEW)

    assert in_child(act) == 1
    (folder / place).chmod(0o755)
    assert texts(folder) == OLD
    assert not unfinished(folder)


def _open_to_others(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, 65534, 65534)
    for path in list(folder.parents)[:-2]:
        path.chmod(path.stat().st_mode | 0o011)


def test_a_link_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("mine\n")
    (tmp_path / "x.json").symlink_to("target")
    with pytest.raises(DrgenError, match="is a symbolic link"):
        replace(tmp_path / "x.json", "one\n")
    assert (tmp_path / "target").read_text() == "mine\n"
