"""As much of Redis's protocol as copying needs: requests by the thousand, answers by hiredis.

A client library builds and answers each command by itself, which costs more than both servers' work: half of
`redis-cli --pipe`'s throughput is out of its reach. https://redis.io/docs/latest/develop/reference/protocol-spec/
"""

from __future__ import annotations

import socket
import ssl
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote

from hiredis import ProtocolError, Reader, ReplyError

from drgen import urls
from drgen.errors import DrgenError

_TIMEOUT = 10.0  # seconds
_CHUNK = 1 << 18
_PORT = 6379

_STRANGER = ("NOAUTH", "NOPERM", "WRONGPASS")
_LOGIN = "give the URL's user and DRGEN_WARMING_PASSWORD; the user may SCAN, MGET, PTTL, DUMP, or SET, RESTORE, EVAL"
_OTHER = "the same engine, no older version; writable, and with memory to spare"

Reply = bytes | int | list["Reply"] | None


class RefusedError(DrgenError):
    """The server answered with an error."""


class Connection:
    """One connection. Raises DrgenError that names the server, for whatever goes wrong."""

    def __init__(self, url: str, *, context: ssl.SSLContext | None = None) -> None:
        parts = urls.parted(url, "rediss", "redis", hint="write rediss://[user:password@]host:port")
        self.where = f"{parts.hostname}:{parts.port or _PORT}"
        self._reader, self._buffer = Reader(), bytearray(_CHUNK)
        self._socket = self._opened(str(parts.hostname), parts.port or _PORT, parts.scheme == "rediss", context)
        if parts.password:
            self._log_in(*([unquote(parts.username)] if parts.username else []), unquote(parts.password))

    def _opened(self, host: str, port: int, tls: bool, context: ssl.SSLContext | None) -> socket.socket:
        try:
            plain = socket.create_connection((host, port), timeout=_TIMEOUT)
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return (context or ssl.create_default_context()).wrap_socket(plain, server_hostname=host) if tls else plain
        except OSError as error:
            raise self._lost(error) from error

    def _log_in(self, *words: str) -> None:
        try:
            self.call("AUTH", *words)
        except DrgenError:
            self._socket.close()
            raise

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
        """The next answer. Raises RefusedError where it is an error."""
        [found] = self.replies(1)
        answer: Reply = self.fine(found)
        return answer

    def replies(self, count: int) -> list[Any]:
        """The next answers, unjudged: an error among them is one of the list."""
        found: list[Any] = []
        gets = self._reader.gets
        while len(found) < count:
            try:
                one = gets()
            except ProtocolError as error:
                raise DrgenError(f"{self.where} is no cache: {error}", hint="look at its URL") from error
            if one is False:  # the reader wants more bytes
                self._more()
            else:
                found.append(one)
        return found

    def fine(self, answer: Any) -> Any:
        """An answer that is no error. Raises RefusedError."""
        if isinstance(answer, ReplyError):
            code = str(answer).partition(" ")[0]
            raise RefusedError(f"{self.where} refuses: {answer}", hint=_LOGIN if code in _STRANGER else _OTHER)
        return answer

    def _more(self) -> None:
        try:
            size = self._socket.recv_into(self._buffer)
        except OSError as error:
            raise self._lost(error) from error
        if not size:
            raise self._lost(ConnectionError("it closed the connection"))
        self._reader.feed(self._buffer, 0, size)  # type: ignore[arg-type]  # it takes any buffer

    def _lost(self, error: OSError) -> DrgenError:
        return DrgenError(f"{self.where} does not answer: {error}", hint="run it again: it goes on where it stopped")


def command(*words: str | bytes | int) -> bytes:
    """One command in the protocol's form."""
    encoded = [word if isinstance(word, bytes) else str(word).encode() for word in words]
    return b"".join([b"*%d\r\n" % len(encoded), *(b"$%d\r\n%b\r\n" % (len(word), word) for word in encoded)])
