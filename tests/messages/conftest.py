"""The two nodes, started once for all tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.messages import nodes
from tests.messages.nodes import Node


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Node, Node]]:
    """Two nodes that know nothing of each other: the primary's broker and the standby's."""
    if nodes.program() is None:
        assert "CI" not in os.environ, "there is no rabbitmq-server: .ci/run installs it"
        pytest.skip("there is no rabbitmq-server: apt-get install rabbitmq-server")
    folder: Path = tmp_path_factory.mktemp("rabbitmq")
    nodes.certificates(folder / "tls")
    epmd = nodes.free_port()
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
