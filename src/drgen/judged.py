"""What the checks say about the modules' Terraform, kept by the hash of what they read: modules seldom change."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from drgen import checks, moduletext
from drgen.catalog import SCOPES
from drgen.findings import Finding, Severity
from drgen.problems import Mark


def findings(modules: Path) -> list[Finding]:
    """The findings of the checks that read nothing but the modules."""
    cache, key = _cache_file(), _key(modules)
    try:
        kept = json.loads(cache.read_text(encoding="utf-8"))
        if kept["key"] == key:
            return [_finding(said) for said in kept["findings"]]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # a cache that cannot be read is none
    found = checks.run({"modules": moduletext.read(modules)}, only=reads_modules)
    _keep(cache, {"key": key, "findings": [asdict(finding) for finding in found]})
    return found


def reads_modules(check: checks.Check) -> bool:
    """Whether a check is about the modules, whatever environment calls them."""
    return check.reads == {"modules"}


def _key(modules: Path) -> str:
    """Of every module's text, of where it lies as people see it, and of the checks themselves."""
    digest = hashlib.sha256(f"{modules.absolute()} {Path.cwd()}".encode())
    for entry in sorted(os.scandir(Path(checks.__file__).parent), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            digest.update(f"{entry.name} {entry.stat().st_mtime_ns} {entry.stat().st_size}".encode())
    for path in (path for scope in SCOPES for path in sorted(modules.glob(f"{scope}/*/*.tf"))):
        digest.update(f"\n{path.relative_to(modules)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _finding(said: dict[str, Any]) -> Finding:
    instead = None if said["instead"] is None else Severity(said["instead"])
    mark = Mark(**said["mark"]) if said["mark"] else None
    known = {"path": tuple(said["path"]), "severity": Severity(said["severity"]), "instead": instead, "mark": mark}
    return Finding(**(said | known))


def _cache_file() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(base, "drgen", "modules.json")


def _keep(cache: Path, found: dict[str, Any]) -> None:
    """A cache that cannot be written costs time, never the command."""
    part = cache.with_name(f"{cache.name}.{os.getpid()}")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(found), encoding="utf-8")
        part.replace(cache)
    except OSError:
        with suppress(OSError):
            part.unlink()
