"""What a failover started and Terraform does not know of: as variables, and as blocks that import it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgen import files, hcl
from drgen.errors import DrgenError
from drgen.facts import IMPORTS, OBSERVED
from drgen.failover import globalcluster
from drgen.failover.steps import aurora

if TYPE_CHECKING:
    from drgen.failover.run import Run, Site

_ABOUT = (
    "# Written by `drgen reconcile`, deleted by the next one after an apply: Terraform takes over what was started.\n"
)


@dataclass(frozen=True)
class Found:
    """A database instance that neither spec nor strategy says."""

    instance: str
    key: str
    identifier: str
    settings: Mapping[str, str]

    @property
    def variable(self) -> str:
        """The root's variable that takes it."""
        return f"{self.instance}_observed_instances"

    @property
    def address(self) -> str:
        """Where Terraform has it."""
        return f'module.{self.instance}.aws_rds_cluster_instance.this["{self.key}"]'


def look(run: Run, site: Site) -> list[Found]:
    """What a failover started in one region, as that region says."""
    found = []
    for part in run.parts:
        settings = part.at(site.side)
        if part.module == "aurora" and settings:
            known = settings["instances"] if site.side == "primary" else aurora.implied(settings)
            for key, one in sorted(globalcluster.instances(site, part.name).items()):
                if key not in known:
                    found.append(Found(part.instance, key, f"{part.name}-{key}", {"class": one["DBInstanceClass"]}))
    return found


def read(folder: Path) -> dict[str, Any]:
    """What a root's file says was observed, by variable. Raises DrgenError for one that cannot be read."""
    path = folder / OBSERVED
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        hint = "delete it: `drgen reconcile` writes it anew"
        raise DrgenError(f"{path} cannot be read: {error}", hint=hint) from error
    return said if isinstance(said, dict) else {}


def write(folder: Path, found: Iterable[Found]) -> bool:
    """Bring a root's file up to date; it never forgets by itself (`drgen shrink` does). Whether it changed."""
    said = read(folder)
    for one in found:
        said[one.variable] = {**said.get(one.variable, {}), one.key: dict(one.settings)}
    return _replace(folder / OBSERVED, json.dumps(said, indent=2, sort_keys=True) + "\n" if said else "")


def write_imports(folder: Path, found: Iterable[Found]) -> bool:
    """One import block each; no file without any. Whether it changed."""
    blocks = [f"import {{\nto = {one.address}\nid = {hcl.expression(one.identifier)}\n}}\n" for one in found]
    return _replace(folder / IMPORTS, hcl.layout("\n".join([_ABOUT, *blocks])) if blocks else "")


def forget(folder: Path, instance: str) -> bool:
    """Drop what was observed of one instance; whether there was anything."""
    said = read(folder)
    gone = said.pop(f"{instance}_observed_instances", None)
    _replace(folder / OBSERVED, json.dumps(said, indent=2, sort_keys=True) + "\n" if said else "")
    return bool(gone)


def _replace(path: Path, text: str) -> bool:
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    if text and text != old:
        files.replace(path, text)
    elif old and not text:
        path.unlink()
    return text != old
