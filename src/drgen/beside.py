"""What is rendered beside the roots, each kind in a folder with a manifest of its own: no Terraform reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drgen.messages import rendering
from drgen.warming import plan

if TYPE_CHECKING:
    from drgen.spec import Spec
    from drgen.stacks import Stack


def folders(spec: Spec, stacks: Sequence[Stack]) -> dict[str, dict[str, str]]:
    """Files by folder and path; a folder without files is empty."""
    return {rendering.FOLDER: rendering.files(spec, stacks), plan.FOLDER: plan.files(spec, stacks)}
