"""The list of what drgen wrote is read strictly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drgen.files import write
from tests.trees import NEW, OLD, environment, refused, texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return environment(tmp_path)


def test_the_manifest_names_every_file_with_its_hash(folder: Path) -> None:
    found = json.loads((folder / ".drgen" / "manifest.json").read_text())
    assert list(found["files"]) == sorted(map(str, OLD))
    assert {len(digest) for digest in found["files"].values()} == {64}


@pytest.mark.parametrize(
    "path",
    ["../x", "/etc/x", "a/../b", ".", "", "a\\b", "a\nb", "-rf", "a/" + 300 * "x", "é", "spec.yaml", ".drgen/x",
     "primary/.terraform/x", "primary/.terraform.lock.hcl", "primary/terraform.tfstate", "primary/x.auto.tfvars.json"],
)  # fmt: skip
def test_a_path_that_is_not_drgens_is_refused(folder: Path, path: str) -> None:
    assert "does not write" in refused(folder, {path: "x"}, force=True)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("<<<<<<< HEAD\n", id="conflict"),
        pytest.param("", id="emptied"),
        pytest.param("[]", id="list"),
        pytest.param('{"files": [], "version": 1}', id="no files"),
        pytest.param('{"files": {}, "version": 2}', id="another version"),
        pytest.param('{"files": {"../../x": "0"}, "version": 1}', id="leads elsewhere"),
        pytest.param('{"files": {"spec.yaml": "0"}, "version": 1}', id="not drgen's"),
        pytest.param("\xff", id="not UTF-8"),
    ],
)
def test_a_broken_manifest_is_refused_until_forced(folder: Path, content: str) -> None:
    (folder / ".drgen" / "manifest.json").write_text(content, encoding="latin-1")
    assert "manifest.json" in refused(folder)
    write(folder, NEW, force=True)
    assert texts(folder).items() >= NEW.items()
    assert write(folder, NEW) == []
