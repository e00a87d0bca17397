"""A folder of HCL from texts, read."""

import textwrap
from pathlib import Path
from typing import Any

from drgen.inventory import Inventory, Resource, hcl


def read(folder: Path, files: dict[str, str] | str, **how: Any) -> Inventory:
    """The inventory of some files; a text alone is main.tf."""
    for name, text in ({"main.tf": files} if isinstance(files, str) else files).items():
        path = folder / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))
    return hcl.read(folder / "root", **how)


def by_address(inventory: Inventory) -> dict[str, Resource]:
    return {resource.address: resource for resource in inventory.resources}


def value(folder: Path, expression: str, more: str = "", **how: Any) -> Any:
    """What an argument is, that is set to an expression."""
    found = read(folder, f'resource "aws_thing" "this" {{\n  x = {expression}\n}}\n{textwrap.dedent(more)}', **how)
    return by_address(found)["aws_thing.this"].values["x"]
