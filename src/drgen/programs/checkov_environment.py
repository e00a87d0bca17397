"""checkov's private environment: it and drgen both need an import package called hcl2, and not the same one.

It lies in the user's cache, named after checkov's version, the lock's hash and Python's minor version; it is made in a
temporary sibling and renamed, so that it is whole or not there.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from drgen.errors import DrgenError
from drgen.project import shipped

Say = Callable[[str], None]
_STRANGERS = ("PYTHON", "VIRTUAL_ENV", "CKV_", "BC_", "PIP_TARGET", "PIP_PREFIX", "PIP_USER")


def lock() -> Path:
    """The pinned packages, each with its hashes."""
    return shipped("requirements") / "checkov.txt"


def version() -> str:
    """The version of checkov that the lock names."""
    found = re.search(r"^checkov==(\S+)", lock().read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise DrgenError(f"{lock()} names no checkov", hint="`make lock` writes it anew")
    return found[1]


def folder() -> Path:
    """Where the environment lies, or will."""
    base = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    digest = hashlib.sha256(lock().read_bytes()).hexdigest()[:12]
    return Path(base, "drgen", f"checkov-{version()}-{digest}-py{sys.version_info.major}{sys.version_info.minor}")


def is_made() -> bool:
    return _python(folder()).exists()


def make(*, again: bool = False, say: Say = lambda _: None) -> Path:
    """The environment's Python; made when it is missing.  Raises DrgenError where the packages cannot be had."""
    place = folder()
    if is_made() and not again:
        return _python(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    with _locked(place):
        if again or not is_made():  # else another process made it while we waited
            part = Path(tempfile.mkdtemp(prefix=f"{place.name}.", dir=place.parent))
            try:
                _install(part, say)
                shutil.rmtree(place, ignore_errors=True)
                part.rename(place)
            finally:
                shutil.rmtree(part, ignore_errors=True)
    return _python(place)


def _install(part: Path, say: Say) -> None:
    uv = shutil.which("uv")
    often = "about 15 s" if uv else "a minute or two; with uv on PATH it takes seconds"
    say(f"making checkov {version()} ready, once: {often}")
    if uv:
        _run([uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, part])
        install: list[str | Path] = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", _python(part)]
    else:
        _run([sys.executable, "-I", "-m", "venv", part])
        install = [_python(part), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([*install, "--require-hashes", "-r", lock()])
    say(f"checkov {version()} is ready")


def _run(command: list[str | Path]) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith(_STRANGERS)}
    done = subprocess.run(  # noqa: S603  uv, or this very Python
        command, env=env, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()] or [f"exit code {done.returncode}"]
        hint = "it needs a package index, once: connect and run `drgen setup checkov`; or name one in DRGEN_CHECKOV"
        raise DrgenError("\n".join(["checkov cannot be installed:", *said[-5:]]), hint=hint)


@contextmanager
def _locked(place: Path) -> Iterator[None]:
    with place.with_name(f"{place.name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _python(place: Path) -> Path:
    return place / "bin" / "python"
