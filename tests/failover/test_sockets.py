"""A failover with the clients that AWS's own library makes: who is connected to, counted at a socket."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from drgen import aws
from drgen.aws import AwsError
from drgen.failover import engine
from drgen.failover.engine import Wish
from tests.failover.fakes.cloud import Cloud, cloud
from tests.failover.test_run import done
from tests.failover.trying import HERE

DARK, LIT = "us-east-1", "us-west-2"
HASTY = aws.Patience(connect=0.3, read=0.3, attempts=1)


class Hole:
    """A socket that takes connections, says `words` to each, and nothing more."""

    def __init__(self, words: bytes = b"") -> None:
        self.words, self.accepted = words, 0
        self._kept: list[socket.socket] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.accepted += 1
            self._kept.append(connection)
            if self.words:
                connection.recv(65536)
                connection.sendall(self.words)
                connection.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        for one in (*self._kept, self._socket):
            one.close()


@pytest.fixture
def hole(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hole]:
    """Where every call goes that nobody answers before it is sent."""
    made = Hole()
    monkeypatch.setenv("AWS_ENDPOINT_URL", made.url)
    yield made
    made.close()


def session(answers: Cloud) -> Any:
    """A session whose calls to the lit region are answered by the fakes; all others are sent."""
    made = boto3.Session(aws_access_key_id="AKIA", aws_secret_access_key="s3cret")
    asked: dict[int, dict[str, Any]] = {}

    def keep(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        asked[id(context)] = dict(params)

    def answer(model: Any, context: dict[str, Any], **_: Any) -> Any:
        from botocore import xform_name

        params = asked.pop(id(context))
        if context["client_region"] != LIT:
            return None
        service = (
            "elbv2"
            if model.service_model.service_name == "elasticloadbalancingv2"
            else model.service_model.service_name
        )
        said = answers(LIT, service, xform_name(model.name), params)
        return type("Answer", (), {"status_code": 200, "headers": {}})(), said

    made.events.register("before-parameter-build.*.*", keep)
    made.events.register("before-call.*.*", answer)
    return made


def test_a_failover_opens_no_socket_to_the_dark_region_and_takes_no_longer(hole: Hole, tmp_path: Path) -> None:
    seconds = {}
    for name, dark in (("dark", {DARK}), ("lit", set())):
        spec, stacks = HERE.load("shop-prod")
        fakes = cloud(spec, stacks)
        fakes.dark = set(dark)
        one = session(fakes)
        world = replace(fakes.world(), aws=aws.caller(lambda _, one=one: one, HASTY))
        done(engine.prepare(HERE, "shop-prod", Wish("failover", "standby"), world), tmp_path / name)
        assert fakes.rds.globals["shop-prod-orders"].writer == LIT
        assert not fakes.edge.primary_serves()
        seconds[name] = fakes.clock.seconds
    assert hole.accepted == 0
    assert seconds["dark"] - seconds["lit"] <= 10


def test_a_call_to_the_dark_region_would_have_been_counted(hole: Hole) -> None:
    spec, stacks = HERE.load("shop-prod")
    one = session(cloud(spec, stacks))
    with pytest.raises(AwsError) as silent:
        aws.caller(lambda _: one, HASTY)(DARK, "sts", "get_caller_identity", {})
    assert silent.value.kind == "silent"
    assert hole.accepted == 1


@pytest.mark.parametrize(
    ("service", "operation", "words"),
    [
        (
            "rds",
            "describe_db_clusters",
            b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<DescribeDBClustersResponse><Desc",
        ),
        ("rds", "describe_db_clusters", b"HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n<DescribeDBClustersResponse>"),
        ("ssm", "describe_parameters", b'HTTP/1.1 200 OK\r\nContent-Length: 4000\r\n\r\n{"Parameters": ['),
        ("rds", "describe_db_clusters", b"HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\n\r\n"),
        ("rds", "describe_db_clusters", b"no HTTP at all\r\n\r\n"),
    ],
    ids=["XML that ends early", "a body that ends early", "JSON that ends early", "503 without a body", "no HTTP"],
)
def test_half_an_answer_is_none(service: str, operation: str, words: bytes) -> None:
    """F23: whether it was carried out is for the state to show."""
    said = Hole(words)
    made = boto3.Session(aws_access_key_id="AKIA", aws_secret_access_key="s3cret")
    ask = aws.caller(lambda _: made, HASTY)
    with pytest.raises(AwsError) as silent:
        ask(LIT, f"{service}@{said.url}", operation, {})
    said.close()
    assert silent.value.kind == "silent"
