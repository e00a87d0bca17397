"""A folder of HCL, read without running Terraform.

What can be told is told: literals, variables with defaults and tfvars, locals, functions, local modules with their
arguments, `count` and `for_each` over what is known. The rest is Unknown, never guessed. What stands in a module that
is not in the folder is not seen, and said so.
"""

from __future__ import annotations

from pathlib import Path

from drgen.errors import DrgenError
from drgen.inventory import Inventory
from drgen.inventory.hcl import roots


def read(folder: Path, *, var_files: tuple[Path, ...] = (), workspace: str = "") -> Inventory:
    """Everything in a folder: one root, or every root below it when it holds none itself.

    Raises DrgenError where there is no Terraform at all.
    """
    if not folder.is_dir():
        raise DrgenError(f"{folder} is no folder", hint="name a folder of Terraform, or a plan or state as JSON")
    found = [roots.read(one, folder, var_files, workspace) for one in roots.find(folder)]
    if not found:
        raise DrgenError(f"{folder} holds no Terraform", hint="name the folder that holds the .tf files")
    return Inventory(
        source=str(folder),
        kind="folder",
        resources=tuple(resource for one in found for resource in one.resources),
        backends=tuple(backend for one in found for backend in one.backends),
        faults=tuple(dict.fromkeys(fault for one in found for fault in one.faults)),
    )
