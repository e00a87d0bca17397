"""What drgen writes, and what it leaves alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drgen.errors import DrgenError
from drgen.files import Change, compare, replace, write, write_all
from tests.trees import NEW, OLD, environment, names, refused, state, texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return environment(tmp_path)


def test_a_first_write_adds_every_file(tmp_path: Path) -> None:
    changes = write(tmp_path / "new", OLD)
    assert texts(tmp_path / "new") == OLD
    assert changes == [Change(path, "add", None, OLD[path]) for path in sorted(OLD)]


def test_a_second_write_adds_changes_and_removes(folder: Path) -> None:
    changes = write(folder, NEW)
    assert texts(folder) == NEW
    assert [(str(c.path), c.kind) for c in changes] == [
        ("bootstrap/x.tf", "remove"),
        ("global/m/x.tf", "add"),
        ("primary/added.tf", "add"),
        ("primary/gone.tf", "remove"),
        ("primary/main.tf", "change"),
        ("standby/main.tf", "change"),
    ]


def test_comparing_says_what_writing_does_and_touches_nothing(folder: Path) -> None:
    before = state(folder)
    said = compare(folder, NEW)
    assert state(folder) == before
    assert said == write(folder, NEW)


def test_comparing_with_a_folder_that_is_not_there_makes_none(tmp_path: Path) -> None:
    assert [change.kind for change in compare(tmp_path / "new", OLD)] == ["add"] * len(OLD)
    assert not (tmp_path / "new").exists()


def test_writing_the_same_again_touches_nothing(folder: Path) -> None:
    before = state(folder)
    assert write(folder, OLD) == []
    assert state(folder) == before


def test_an_unchanged_file_keeps_its_time(folder: Path) -> None:
    before = state(folder)
    write(folder, OLD | {"primary/main.tf": "# other\n"})
    changed = {path for path, found in state(folder).items() if before[path] != found}
    assert changed == {"primary", "primary/main.tf", ".drgen", ".drgen/manifest.json"}


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write(tmp_path / "new", OLD)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "new").rglob("*") if path.is_file()}
    assert modes == {0o644}
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "new").rglob("*") if path.is_dir()} == {0o755}


def test_the_manifest_is_the_same_whatever_came_before(folder: Path, tmp_path: Path) -> None:
    write(folder, NEW)
    write(tmp_path / "other", dict(reversed(NEW.items())))
    made = [(path / ".drgen" / "manifest.json").read_bytes() for path in (folder, tmp_path / "other")]
    assert made[0] == made[1]
    assert names(folder / ".drgen") == ["manifest.json"]


def test_a_deleted_file_is_written_again(folder: Path) -> None:
    (folder / "primary" / "main.tf").unlink()
    assert [change.kind for change in write(folder, OLD)] == ["add"]
    assert texts(folder) == OLD


def test_a_file_with_the_wanted_content_is_taken_over(folder: Path) -> None:
    (folder / ".drgen" / "manifest.json").unlink()
    assert [(str(change.path), change.kind) for change in compare(folder, OLD)] == [(".drgen/manifest.json", "add")]
    write(folder, OLD)
    write(folder, NEW)
    assert texts(folder) == NEW


def test_many_files_are_written_too(tmp_path: Path) -> None:
    many = {f"primary/{number}.tf": f"# {number}\n" for number in range(150)}
    write(tmp_path / "new", many)
    assert texts(tmp_path / "new") == many


def test_edited_and_foreign_files_are_all_named_and_none_is_written(folder: Path) -> None:
    (folder / "primary" / "main.tf").write_text("# mine\n")
    (folder / "primary" / "gone.tf").write_text("# mine\n")
    (folder / "primary" / "added.tf").write_text("# mine\n")
    lines = refused(folder).splitlines()
    assert [line.rpartition("shop/")[2] for line in lines] == [
        "primary/added.tf was not written by drgen",
        "primary/gone.tf was edited by hand",
        "primary/main.tf was edited by hand",
    ]


def test_force_overwrites_and_deletes_them(folder: Path) -> None:
    for name in ("main.tf", "gone.tf", "added.tf"):
        (folder / "primary" / name).write_text("# mine\n")
    write(folder, NEW, force=True)
    assert texts(folder) == NEW


@pytest.mark.parametrize("force", [False, True])
def test_what_drgen_does_not_render_stays(folder: Path, *, force: bool) -> None:
    others = [
        "primary/mine.tf",
        "bootstrap/.terraform/x",
        "bootstrap/handover.auto.tfvars.json",
        "standby/terraform.tfstate",
    ]
    for name in others:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine\n")
    write(folder, NEW, force=force)
    assert [(folder / name).read_text() for name in others] == ["mine\n"] * len(others)


def test_an_emptied_folder_goes(folder: Path) -> None:
    write(folder, NEW)
    assert not (folder / "bootstrap").exists()


def test_a_refusal_in_one_folder_leaves_all_as_they_were(folder: Path, tmp_path: Path) -> None:
    (folder / "primary" / "main.tf").write_text("# mine\n")
    before = state(tmp_path)
    with pytest.raises(DrgenError):
        write_all({tmp_path / "shop": NEW, tmp_path / "shop2": NEW})
    assert {path: found for path, found in state(tmp_path).items() if path not in (".", "shop2")} == {
        path: found for path, found in before.items() if path != "."
    }


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "made" / "x.json"
    replace(path, "one\n")
    replace(path, "two\n")
    assert path.read_text() == "two\n"
    assert names(path.parent) == ["x.json"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_that_holds_the_text_already_is_not_touched(tmp_path: Path) -> None:
    replace(tmp_path / "x.json", "one\n")
    before = state(tmp_path)
    replace(tmp_path / "x.json", "one\n")
    assert state(tmp_path) == before


def test_what_a_killed_replacement_left_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / ".x.json.part").write_text("half")
    replace(tmp_path / "x.json", "one\n")
    assert names(tmp_path) == ["x.json"]
