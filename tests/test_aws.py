"""AWS is called with short timeouts, and what it refuses is said plainly."""

import socket

import pytest

from drgen import aws
from drgen.errors import DrgenError


@pytest.fixture
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")


@pytest.mark.usefixtures("_credentials")
def test_a_client_gives_up_soon() -> None:
    config = aws.client("sts", "us-west-2").meta.config
    assert config.connect_timeout * config.retries["total_max_attempts"] <= 10
    assert config.read_timeout <= 10


@pytest.mark.usefixtures("_credentials")
def test_an_endpoint_that_refuses_is_an_error_that_names_the_deed(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{closed.getsockname()[1]}")
        with pytest.raises(DrgenError, match="asking who we are"):
            aws.call("asking who we are", aws.client("sts", "us-west-2").get_caller_identity)
