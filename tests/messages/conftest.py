"""The two nodes, started once for all tests of this folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from drgen.programs.emulators import free_port
from tests.messages import nodes
from tests.messages.nodes import Node

_ROOM = 2**31  # bytes


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Node, Node]]:
    """Two nodes that know nothing of each other: the primary's broker and the standby's."""
    if nodes.program() is None:
        assert "CI" not in os.environ, "there is no rabbitmq-server: .ci/run installs it"
        pytest.skip("there is no rabbitmq-server: apt-get install rabbitmq-server")
    # In memory, where there is some: every confirmed message waits for the disk, and none of these outlives a process.
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > _ROOM
    folder = Path(tempfile.mkdtemp(dir=memory)) if roomy else tmp_path_factory.mktemp("rabbitmq")
    nodes.certificates(folder / "tls")
    epmd = free_port()
    both = (
        Node("primary", folder / "primary", folder / "tls", epmd),
        Node("standby", folder / "standby", folder / "tls", epmd),
    )
    try:
        for node in both:
            node.start()
        for node in both:
            node.wait()
        yield both
    finally:
        for node in both:
            node.kill()
        nodes.stop_epmd(epmd)
        shutil.rmtree(folder, ignore_errors=True)
