"""What every test may ask for."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits for minutes: others use the processor meanwhile, and nobody waits for it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("waiting") is None)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """One cache of parsed modules a test run: no test reads or writes the developer's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


def tool(name: str, variable: str) -> str:
    """A program that a test starts. In CI a missing one is a failure, never a skip."""
    found = shutil.which(os.environ.get(variable) or name)
    if found:
        return found
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing: CI must not skip a test")
    pytest.skip(f"{name} is not on this machine")


@pytest.fixture
def terraform() -> str:
    return tool("terraform", "DRGEN_TERRAFORM")


@pytest.fixture
def checkov() -> str:
    return tool("checkov", "DRGEN_CHECKOV")
