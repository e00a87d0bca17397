"""Terragrunt's functions: of the folders around a unit. What the environment says is unknown."""

from __future__ import annotations

import os
from typing import Any

from drgen.inventory.hcl import terragrunt
from drgen.inventory.hcl.functions import reads_files

find_in_parent_folders = reads_files(terragrunt.find_in_parent_folders)
read_terragrunt_config = reads_files(terragrunt.read_terragrunt_config)


@reads_files
def get_terragrunt_dir(file: Any) -> Any:
    return str(file.unit.resolve())


@reads_files
def get_original_terragrunt_dir(file: Any) -> Any:
    return str(file.unit.resolve())


@reads_files
def get_parent_terragrunt_dir(file: Any, *_: Any) -> Any:
    return str(_including(file))


@reads_files
def get_repo_root(file: Any) -> Any:
    return str(file.limit)


@reads_files
def path_relative_to_include(file: Any, *_: Any) -> Any:
    return os.path.relpath(file.unit.resolve(), _including(file))


@reads_files
def path_relative_from_include(file: Any, *_: Any) -> Any:
    return os.path.relpath(_including(file), file.unit.resolve())


def _including(file: Any) -> Any:
    """The folder of the file that the unit includes; its own, when the included file asks."""
    if file.depth:
        return file.path.parent.resolve()
    return next((one.path.parent.resolve() for one in file.included.values()), file.unit.resolve())
