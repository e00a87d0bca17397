"""What a failover started or raised in the standby: as variables, and what is new as blocks that import it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drgen import files, hcl
from drgen.errors import DrgenError
from drgen.facts import IMPORTS, OBSERVED
from drgen.failover import globalcluster
from drgen.failover.steps import aurora, eks

if TYPE_CHECKING:
    from drgen.failover.parts import Part
    from drgen.failover.run import Run, Site

_ABOUT = (
    "# Written by `drgen reconcile`, deleted by the next one after an apply: Terraform takes over what was started.\n"
)


@dataclass(frozen=True)
class Kind:
    """One kind of thing that a failover adds to, and how Terraform has it."""

    module: str
    taken_by: str  # the module's input
    resource: str  # the type that it becomes there: `this`, by key
    is_new: bool  # whether a failover makes it, so that it is imported and destroyed; else it is only raised
    look: Callable[[Part, Site], Iterator[tuple[str, dict[str, Any]]]]  # key, and what the input takes of it


@dataclass(frozen=True)
class Found:
    """Something that neither spec nor strategy says."""

    kind: Kind
    instance: str
    key: str
    identifier: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def variable(self) -> str:
        """The root's variable that takes it."""
        return f"{self.instance}_{self.kind.taken_by}"

    @property
    def address(self) -> str:
        """Where Terraform has it."""
        return f'module.{self.instance}.{self.kind.resource}.this["{self.key}"]'


def look(run: Run, site: Site) -> list[Found]:
    """What a failover added in one region, as that region says."""
    return [
        Found(kind, part.instance, key, f"{part.name}-{key}", settings)
        for part in run.parts
        for kind in KINDS
        if part.module == kind.module and part.at(site.side)
        for key, settings in kind.look(part, site)
    ]


def _instances(part: Part, site: Site) -> Iterator[tuple[str, dict[str, Any]]]:
    settings = part.at(site.side)
    known = settings["instances"] if site.side == "primary" else aurora.implied(settings)
    for key, one in sorted(globalcluster.instances(site, part.name).items()):
        if key not in known:
            yield key, {"class": one["DBInstanceClass"]}


def _nodes(part: Part, site: Site) -> Iterator[tuple[str, dict[str, Any]]]:
    # The primary's minimum is the spec's, whoever serves: there is nothing to go back to.
    for key, least in sorted(eks.waiting(part).items()) if site.side == "standby" else ():
        size = eks.node_group(site, part.name, key).get("scalingConfig", {})
        if size.get("minSize", 0) > least:
            yield key, {"min": size["minSize"]}


KINDS = (
    Kind("aurora", "observed_instances", "aws_rds_cluster_instance", is_new=True, look=_instances),
    Kind("eks", "observed_nodes", "aws_eks_node_group", is_new=False, look=_nodes),
)


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


def to_import(folder: Path, found: Iterable[Found]) -> list[Found]:
    """What Terraform does not have yet, as far as the files say: not observed before, or not imported since."""
    said = read(folder)
    blocks = _text(folder / IMPORTS)
    return [one for one in found if one.key not in said.get(one.variable, {}) or one.address in blocks]


def write_imports(folder: Path, found: Iterable[Found]) -> bool:
    """One import block for each that is new; no file without any. Whether it changed."""
    new = [one for one in found if one.kind.is_new]
    blocks = [f"import {{\nto = {one.address}\nid = {hcl.expression(one.identifier)}\n}}\n" for one in new]
    return _replace(folder / IMPORTS, hcl.layout("\n".join([_ABOUT, *blocks])) if blocks else "")


def forget(folder: Path) -> list[Found]:
    """Drop all that was observed in a root; gives what it was. Raises DrgenError for what drgen never observes."""
    dropped = [
        Found(kind, variable.removesuffix(f"_{kind.taken_by}"), key)
        for variable, members in sorted(read(folder).items())
        for kind in [_kind(folder, variable)]
        for key in sorted(members)
    ]
    _replace(folder / OBSERVED, "")
    write_imports(folder, [])
    return dropped


def _kind(folder: Path, variable: str) -> Kind:
    for kind in KINDS:
        if variable.endswith(f"_{kind.taken_by}"):
            return kind
    hint = "remove it: `drgen reconcile` writes what it observes"
    raise DrgenError(f"{folder / OBSERVED}: {variable} is nothing that drgen observes", hint=hint)


def _replace(path: Path, text: str) -> bool:
    old = _text(path)
    if text and text != old:
        files.replace(path, text)
    elif old and not text:
        path.unlink()
    return text != old


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""
