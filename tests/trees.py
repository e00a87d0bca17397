"""An environment's files for tests: two generations, and what may be asked of a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drgen.errors import DrgenError
from drgen.files import write

if TYPE_CHECKING:
    from collections.abc import Callable


OLD = {path: f"# old {path}\n" for path in ("primary/main.tf", "primary/gone.tf", "standby/main.tf", "bootstrap/x.tf")}
NEW = {path: f"# new {path}\n" for path in ("primary/main.tf", "primary/added.tf", "standby/main.tf", "global/m/x.tf")}


def environment(parent: Path) -> Path:
    """An environment as it was written."""
    write(parent / "shop", OLD)
    (parent / "shop" / "spec.yaml").write_text("name: shop\n")
    return parent / "shop"


def texts(folder: Path) -> dict[str, str]:
    """What Terraform would find."""
    found = sorted(folder.glob("*/**/*.tf"))
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Everything that writing would disturb: identity, mode and time of every file and folder."""
    paths = [folder, *sorted(folder.rglob("*"))]
    return {str(p.relative_to(folder)): (s.st_ino, s.st_mode, s.st_mtime_ns) for p in paths for s in [p.lstat()]}


def refused(folder: Path, rendered: dict[str, str] = NEW, *, force: bool = False) -> str:
    """The error's text; nothing may have changed."""
    before = state(folder)
    with pytest.raises(DrgenError) as caught:
        write(folder, rendered, force=force)
    assert state(folder) == before
    assert caught.value.hint
    return str(caught.value)


def in_child(act: Callable[[], object]) -> int:
    """Do it in a process of its own; its exit code: 0, 1 for a DrgenError, or minus a signal."""
    if (pid := os.fork()) == 0:
        code = 99
        try:
            act()
            code = 0
        except DrgenError:
            code = 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
