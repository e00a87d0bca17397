"""The proxy in front of the emulators, on loopback: faults first, then extensions, then the emulator behind."""

from __future__ import annotations

import http.client
import os
import socket
import struct
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from drgen.local_aws import refusal
from drgen.local_aws import request as requests
from drgen.local_aws.faults import Faults, Kind, Rule
from drgen.local_aws.request import Answer, Request

LOOPBACK = "127.0.0.1"
_PATIENCE_SECONDS = 120  # of the proxy with an emulator
_REMEMBERED, _SMALL = 256, 65536  # calls; bytes: whatever changes something is answered shortly
_LONGEST_SILENCE_SECONDS = 600  # of a black hole: by then every client has gone
_HOP_BY_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length"})
_RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@contextmanager
def serve(answer: Callable[[Request], Answer], faults: Faults, log: Path) -> Iterator[int]:
    """Serve on a free port of loopback while the context lasts; gives the port. Our own bugs go into `log`."""
    server = _Server((LOOPBACK, 0), _Handler)
    server.answer, server.faults, server.ended, server.log = answer, faults, threading.Event(), log
    server.carried_out = {}
    thread = threading.Thread(target=server.serve_forever, name="fault-proxy", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()


def forward(port: int, request: Request) -> Answer:
    """Hand a request to the emulator on a port of loopback, as it came."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_PATIENCE_SECONDS)
    headers = {name: value for name, value in request.headers.items() if name not in {*_HOP_BY_HOP, "expect"}}
    try:
        connection.request(request.method, request.target, body=request.body, headers=headers)
        found = connection.getresponse()
        kept = {name: value for name, value in found.getheaders() if name.lower() not in _HOP_BY_HOP}
        if request.method == "HEAD" and (length := found.getheader("Content-Length")):
            kept["Content-Length"] = length
        return Answer(found.status, kept, found.read())
    finally:
        connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    answer: Callable[[Request], Answer]
    faults: Faults
    ended: threading.Event
    log: Path
    carried_out: dict[str, Answer]  # the last calls, by the id that an SDK gives them

    def answered(self, request: Request) -> Answer:
        """The answer; the same one where an SDK sends a call again that was carried out.

        AWS would carry it out twice, and a rule can lose an answer to see that; the wire to here is not rehearsed.
        """
        call = request.headers.get("amz-sdk-invocation-id", "")
        if call in self.carried_out:
            return self.carried_out[call]
        answer = self._answered(request)
        if call and answer.status < HTTPStatus.MULTIPLE_CHOICES and len(answer.body) < _SMALL:
            self.carried_out[call] = answer
            if len(self.carried_out) > _REMEMBERED:
                self.carried_out.pop(next(iter(self.carried_out)), None)
        return answer

    def _answered(self, request: Request) -> Answer:
        """A bug of ours is an answer, too, since a client asks again after a connection that breaks off.

        An emulator that does not answer may do so the next time.
        """
        try:
            return self.answer(request)
        except Exception as error:  # whatever an extension or an emulator does
            self._log()
            asked = f"{request.service} {request.action or request.path}"
            said = f"the local AWS failed at {asked}: {type(error).__name__}: {error}"
            status = HTTPStatus.SERVICE_UNAVAILABLE if isinstance(error, OSError) else HTTPStatus.BAD_REQUEST
            return refusal.answer(request, "RehearsalFailed", said, status)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002  socketserver's signature
        """A connection that breaks off, by a client or by us."""
        self._log()

    def _log(self) -> None:
        with self.log.open("a", encoding="utf-8") as words:
            traceback.print_exc(file=words)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  http.server's name
        """Nothing: the faults count what was asked."""

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def _serve(self) -> None:
        request = requests.read(self.command, self.path, dict(self.headers.items()), self._body())
        rule = self.server.faults.decide(request)
        if rule is None:
            self._send(self.server.answered(request))
        else:
            self._fail(rule, request)

    do_DELETE = do_GET = do_HEAD = do_PATCH = do_POST = do_PUT = _serve  # noqa: N815  http.server's names

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        chunks = []
        while size := int(self.rfile.readline().split(b";")[0], 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        while self.rfile.readline().strip():
            pass  # trailers
        return b"".join(chunks)

    def _send(self, answer: Answer) -> None:
        self.send_response_only(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if "content-length" not in {name.lower() for name in answer.headers}:
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def _fail(self, rule: Rule, request: Request) -> None:
        match rule.kind:
            case Kind.SLOW:
                time.sleep(rule.seconds)
                self._send(self.server.answered(request))
                return
            case Kind.THROTTLE:
                self._send(refusal.answer(request, "ThrottlingException", "Rate exceeded"))
                return
            case Kind.ERROR:
                self._send(refusal.answer(request, "InternalFailure", "An internal error occurred", 500))
                return
            case Kind.LOST:
                self.server.answer(request)
            case Kind.RESET:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            case Kind.BLACK_HOLE:
                self.server.ended.wait(_LONGEST_SILENCE_SECONDS)
        self.close_connection = True
        os.close(self.connection.detach())  # closed at once: a shutdown first would say goodbye politely
