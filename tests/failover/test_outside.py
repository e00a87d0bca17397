"""What a run takes for the outside: a Kubernetes API and name servers on loopback, and a signed token."""

from __future__ import annotations

import base64
import json
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import boto3
import dns.message
import dns.rrset
import pytest

from drgen import aws
from drgen.aws import AwsError
from drgen.failover import kubernetes, names


class _Api(BaseHTTPRequestHandler):
    seen: list[tuple[str, str, dict[str, str], Any]]

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length)) if length else None
        self.seen.append((self.command, self.path, dict(self.headers), body))
        status = int(self.path.rpartition("/")[2]) if self.path.startswith("/status/") else 200
        self.send_response(status)
        self.end_headers()
        self.wfile.write(b'{"ok": true}')

    do_GET = do_PATCH = do_POST = _answer  # noqa: N815  what http.server calls

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def api() -> Iterator[tuple[dict[str, str], list[Any]]]:
    seen: list[Any] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Api", (_Api,), {"seen": seen}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield {"name": "c", "endpoint": f"http://127.0.0.1:{server.server_address[1]}", "authority": ""}, seen
    server.shutdown()
    server.server_close()


def test_a_patch_is_a_merge_patch_with_a_token(api: tuple[dict[str, str], list[Any]]) -> None:
    cluster, seen = api
    assert kubernetes.request("t0ken", cluster, "PATCH", "/x", {"spec": {"replicas": 3}}) == {"ok": True}
    [(method, path, headers, body)] = seen
    assert (method, path, body) == ("PATCH", "/x", {"spec": {"replicas": 3}})
    assert headers["Content-Type"] == "application/merge-patch+json"
    assert headers["Authorization"] == "Bearer t0ken"


@pytest.mark.parametrize(
    ("status", "kind"), [(401, "credentials"), (403, "denied"), (404, "refused"), (429, "throttled"), (503, "silent")]
)
def test_what_the_api_refuses_says_what_would_help(
    status: int, kind: str, api: tuple[dict[str, str], list[Any]]
) -> None:
    with pytest.raises(AwsError) as refused:
        kubernetes.request("t0ken", api[0], "GET", f"/status/{status}", None)
    assert (refused.value.kind, refused.value.code) == (kind, str(status))
    assert "t0ken" not in str(refused.value)


def test_an_api_that_is_not_there_is_silent() -> None:
    with pytest.raises(AwsError) as refused:
        kubernetes.request("t", {"name": "c", "endpoint": "http://127.0.0.1:1", "authority": ""}, "GET", "/", None)
    assert refused.value.kind == "silent"


def test_no_token_leaves_without_tls() -> None:
    with pytest.raises(AwsError, match="no token is sent"):
        kubernetes.request("t", {"name": "c", "endpoint": "http://192.0.2.1", "authority": ""}, "GET", "/", None)


def test_a_token_is_a_request_to_the_regions_own_sts_that_names_the_cluster() -> None:
    session = boto3.Session(aws_access_key_id="AKIA", aws_secret_access_key="s3cret")
    token = aws.kubernetes_token("shop", "us-west-2", session)
    text = token.removeprefix("k8s-aws-v1.")
    url = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    assert url.startswith("https://sts.us-west-2.amazonaws.com/?Action=GetCallerIdentity")
    assert "x-k8s-aws-id" in url
    assert "X-Amz-Expires=60" in url
    assert "s3cret" not in url


class _Server(socketserver.BaseRequestHandler):
    answers: dict[str, list[str]]

    def handle(self) -> None:
        data, socket = self.request
        query = dns.message.from_wire(data)
        made = dns.message.make_response(query)
        name = query.question[0].name
        addresses = self.answers.get(str(name).rstrip("."), [])
        if addresses:
            made.answer.append(dns.rrset.from_text(name, 60, "IN", "A", *addresses))
        socket.sendto(made.to_wire(), self.client_address)


@pytest.fixture
def servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, list[str]]]]:
    answers: list[dict[str, list[str]]] = [{}, {}]
    made = [
        socketserver.UDPServer(("127.0.0.1", 0), type("Server", (_Server,), {"answers": answer})) for answer in answers
    ]
    for server in made:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv(names.NAME_SERVERS, ",".join(f"127.0.0.1:{server.server_address[1]}" for server in made))
    yield answers
    for server in made:
        server.shutdown()
        server.server_close()


def test_an_answer_is_what_every_name_server_says(servers: list[dict[str, list[str]]]) -> None:
    for one in servers:
        one["shop.example.com"] = ["192.0.2.2", "192.0.2.3"]
    assert names.addresses("example.com", "shop.example.com") == {"192.0.2.2", "192.0.2.3"}


def test_servers_that_disagree_have_not_settled(servers: list[dict[str, list[str]]]) -> None:
    servers[0]["shop.example.com"], servers[1]["shop.example.com"] = ["192.0.2.1"], ["192.0.2.2"]
    assert names.addresses("example.com", "shop.example.com") == frozenset()


def test_a_name_that_nobody_knows_has_no_address(servers: list[dict[str, list[str]]]) -> None:
    del servers
    assert names.addresses("example.com", "shop.example.com") == frozenset()
