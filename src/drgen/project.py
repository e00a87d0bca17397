"""Where things lie: modules, templates, environments, and a place for what can be thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from drgen.errors import DrgenError

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack
    from drgen.terms import Module


@dataclass(frozen=True)
class Project:
    """A repository that holds environments, and the modules that they call."""

    root: Path

    @property
    def modules(self) -> Path:
        return self.root / "modules"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def environments(self) -> list[str]:
        """The names of the environments, sorted: every folder with a `spec.yaml`."""
        return sorted(path.parent.name for path in self.root.glob("environments/*/spec.yaml"))

    def environment(self, name: str) -> Path:
        """An environment's folder. Raises DrgenError where there is none, naming those that are."""
        folder = self.root / "environments" / name
        if Path(name).name != name or not (folder / "spec.yaml").is_file():
            there = ", ".join(self.environments) or "none: `drgen init NAME` makes one"
            raise DrgenError(f"there is no environments/{name}/spec.yaml", hint=f"environments here: {there}")
        return folder

    def chosen(self, names: tuple[str, ...], every: bool) -> list[str]:
        """The environments that a command was asked for; without a word, all of them when there is only one."""
        if every or (not names and len(self.environments) == 1):
            names = tuple(self.environments)
        if not names and not self.environments:
            raise DrgenError("there is no environment here", hint="`drgen init NAME` makes one; or say -C FOLDER")
        if not names:
            raise DrgenError("which environment?", hint=f"name one of {', '.join(self.environments)}, or say --all")
        return [self.environment(name).name for name in names]

    @cached_property
    def catalog(self) -> dict[str, Module]:
        """The modules, by name, read once."""
        from drgen import catalog

        return catalog.read(self.modules)

    def load(self, name: str) -> tuple[Spec, list[Stack]]:
        """An environment's spec, and the roots laid out from it."""
        from drgen import spec, stacks

        loaded = spec.load(self.environment(name) / "spec.yaml", self.catalog)
        return loaded, stacks.layout(loaded, self.catalog)


def shipped(kind: str) -> Path:
    """A folder that ships with drgen, `modules`, `templates` or `policies`: from the wheel, else from the checkout."""
    package = Path(__file__).parent
    inside = package / "_data" / kind
    return inside if inside.is_dir() else package.parents[1] / kind
