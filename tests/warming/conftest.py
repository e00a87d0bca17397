"""Two real redis-servers on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drgen.programs.emulators import free_port


@contextmanager
def server(folder: Path, *options: str) -> Iterator[str]:
    """A redis-server that keeps nothing; yields its URL."""
    program = shutil.which("redis-server")
    if program is None:
        assert "CI" not in os.environ, "there is no redis-server: .ci/run installs it"
        pytest.skip("there is no redis-server: apt-get install redis-server")
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield f"redis://127.0.0.1:{port}"
        finally:
            process.kill()


def _wait(port: int) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


@pytest.fixture
def caches(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A source and a target."""
    with server(tmp_path / "source") as source, server(tmp_path / "target") as target:
        yield source, target
