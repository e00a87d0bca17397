"""As much of Redis's protocol as copying needs: payloads of 1,000 keys pass through unread.

A client library parses and builds every key, which costs more than both servers' work: half of `redis-cli --pipe`'s
throughput is out of its reach. https://redis.io/docs/latest/develop/reference/protocol-spec/
"""

from __future__ import annotations

import socket
import ssl
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from drgen.errors import DrgenError

_TIMEOUT = 10.0  # seconds
_CHUNK = 1 << 20
_PORT = 6379

Reply = bytes | int | list["Reply"] | None


class RefusedError(DrgenError):
    """The server answered with an error."""


class Connection:
    """One connection. Raises DrgenError that names the server, for whatever goes wrong."""

    def __init__(self, url: str, *, context: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("redis", "rediss") or not parts.hostname:
            raise DrgenError(f"{parts.scheme}://… is no cache's URL", hint="write rediss://[user:password@]host:port")
        self.where = f"{parts.hostname}:{parts.port or _PORT}"
        self._buffer = bytearray()
        self._socket = self._opened(parts.hostname, parts.port or _PORT, parts.scheme == "rediss", context)
        if parts.password:
            self.call("AUTH", *([unquote(parts.username)] if parts.username else []), unquote(parts.password))

    def _opened(self, host: str, port: int, tls: bool, context: ssl.SSLContext | None) -> socket.socket:
        try:
            plain = socket.create_connection((host, port), timeout=_TIMEOUT)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return (context or ssl.create_default_context()).wrap_socket(plain, server_hostname=host) if tls else plain
        except OSError as error:
            raise self._lost(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def call(self, *words: str | bytes | int) -> Reply:
        """Send one command and read its reply. Raises RefusedError with the server's words."""
        self.send(command(*words))
        return self.reply()

    def send(self, payload: bytes) -> None:
        """Send what is in the protocol's form already."""
        try:
            self._socket.sendall(payload)
        except OSError as error:
            raise self._lost(error) from error

    def reply(self) -> Reply:
        line = self._line()
        kind, rest = line[:1], line[1:]
        if kind == b"-":
            raise RefusedError(f"{self.where} refuses: {rest.decode(errors='replace')}")
        if kind == b"+":
            return rest
        if kind == b":":
            return int(rest)
        if kind == b"$":
            return None if rest == b"-1" else self._bulk(int(rest))
        return None if rest == b"-1" else [self.reply() for _ in range(int(rest))]

    def statuses(self, count: int) -> list[bytes]:
        """So many one-line replies, unjudged."""
        found: list[bytes] = []
        while len(found) < count:
            end = self._buffer.rfind(b"\r\n")
            if end < 0:
                self._more()
                continue
            found += bytes(self._buffer[:end]).split(b"\r\n")
            del self._buffer[: end + 2]
        return found

    def _line(self) -> bytes:
        while (end := self._buffer.find(b"\r\n")) < 0:
            self._more()
        line = bytes(self._buffer[:end])
        del self._buffer[: end + 2]
        return line

    def _bulk(self, size: int) -> bytes:
        while len(self._buffer) < size + 2:
            self._more()
        found = bytes(self._buffer[:size])
        del self._buffer[: size + 2]
        return found

    def _more(self) -> None:
        try:
            chunk = self._socket.recv(_CHUNK)
        except OSError as error:
            raise self._lost(error) from error
        if not chunk:
            raise self._lost(ConnectionError("it closed the connection"))
        self._buffer += chunk

    def _lost(self, error: OSError) -> DrgenError:
        return DrgenError(f"{self.where} does not answer: {error}", hint="run it again: it goes on where it stopped")


def command(*words: str | bytes | int) -> bytes:
    """One command in the protocol's form."""
    encoded = [word if isinstance(word, bytes) else str(word).encode() for word in words]
    return b"".join([b"*%d\r\n" % len(encoded), *(b"$%d\r\n%b\r\n" % (len(word), word) for word in encoded)])
