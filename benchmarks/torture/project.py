"""A project of its own to render: the shipped modules, and a shipped environment's spec without what was rendered."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENVIRONMENT = "shop-prod"


def copied(folder: Path) -> Path:
    """Make it, and return its folder."""
    shutil.copytree(ROOT / "modules", folder / "modules", ignore=shutil.ignore_patterns(".terraform*", "tests"))
    (folder / "environments" / ENVIRONMENT).mkdir(parents=True)
    for path in [*(ROOT / "environments").glob("*.yaml"), ROOT / "environments" / ENVIRONMENT / "spec.yaml"]:
        shutil.copy(path, folder / path.relative_to(ROOT))
    return folder
